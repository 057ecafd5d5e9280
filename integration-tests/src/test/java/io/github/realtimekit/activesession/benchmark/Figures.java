package io.github.realtimekit.activesession.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The times of the three sides for one row, in one turn or as the median of many. The ratio is library to call by hand.
 */
record Figures(double ratio, double library, double byHand, double floor) {
    static Figures of(double library, double byHand, double floor) {
        return new Figures(library / byHand, library, byHand, floor);
    }

    /** The median of each figure by itself. */
    static Figures median(List<Figures> all) {
        return new Figures(
                median(all, Figures::ratio),
                median(all, Figures::library),
                median(all, Figures::byHand),
                median(all, Figures::floor));
    }

    private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }
}
