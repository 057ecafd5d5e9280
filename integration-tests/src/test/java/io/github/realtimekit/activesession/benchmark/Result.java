package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.benchmark.Client.Way;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What several processes say about one row: each has a ratio, the library's figure, the one by hand, the floor's. */
record Result(String name, double limit, String unit, List<double[]> processes) {
    /** What one call takes, made in one way. */
    interface Turn {
        double take(Way way) throws Exception;
    }

    /** A turn of each way, one after the other, so that noise hits them alike; who is first alternates. */
    static double[] compare(boolean libraryFirst, Turn turn) throws Exception {
        double[] taken = new double[3];
        for (int i = 0; i < 3; i++) {
            int way = libraryFirst ? i : 2 - i;
            taken[way] = turn.take(Way.values()[way]);
        }
        return new double[] {taken[0] / taken[1], taken[0], taken[1], taken[2]};
    }

    /** Of turns, or of processes. */
    static double[] medians(List<double[]> figures) {
        return IntStream.range(0, 4)
                .mapToDouble(i -> sorted(figures, i)[figures.size() / 2])
                .toArray();
    }

    /** One process may stand alone against all others. */
    String verdict() {
        int last = processes.size() - 1;
        double[] ratios = sorted(processes, 0);
        return ratios[last - 1] < limit ? "met" : ratios[1] > limit ? "missed" : "undecided";
    }

    /** A line of the table. */
    @Override
    public String toString() {
        double[] ratios = sorted(processes, 0);
        double[] medians = medians(processes);
        return String.format(Locale.ROOT, "| %s | %.2f | %.3f | ", name, limit, medians[0])
                + String.format(Locale.ROOT, "%.3f to %.3f | %s ", ratios[0], ratios[ratios.length - 1], verdict())
                + String.format(Locale.ROOT, "| %,.1f %s ", medians[1] / 1_000, unit)
                + String.format(Locale.ROOT, "| %,.1f %s ", medians[2] / 1_000, unit)
                + String.format(Locale.ROOT, "| %,.1f %s |", medians[3] / 1_000, unit);
    }

    private static double[] sorted(List<double[]> figures, int column) {
        return figures.stream().mapToDouble(it -> it[column]).sorted().toArray();
    }
}
