package io.github.realtimekit.activesession.benchmark;

import java.util.List;
import java.util.Locale;

/** A row with the figures of all processes, as one line of the table. */
record Result(Row row, List<Figures> processes) {
    static final String HEADER = """
            | row | limit | ratio | lowest to highest | | library | by hand | floor |
            |---|--:|--:|---|---|--:|--:|--:|
            """;

    String line() {
        double[] ratios = ratios();
        Figures median = Figures.median(processes);

        return String.join(
                " | ",
                "| " + row.name(),
                text("%.2f", row.limit()),
                text("%.3f", median.ratio()),
                text("%.3f to %.3f", ratios[0], ratios[ratios.length - 1]),
                verdict(ratios),
                amount(median.library()),
                amount(median.byHand()),
                amount(median.floor()) + " |");
    }

    /** Ignores one process that disagrees with all others. */
    private String verdict(double[] ratios) {
        if (ratios[ratios.length - 2] < row.limit()) {
            return "met";
        }
        return ratios[1] > row.limit() ? "missed" : "undecided";
    }

    private double[] ratios() {
        return processes.stream().mapToDouble(Figures::ratio).sorted().toArray();
    }

    private String amount(double figure) {
        return text("%,.1f ", figure) + row.meter().unit;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
