package io.github.realtimekit.activesession.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was measured turn by turn: its median, and the interval that holds the true median with 95 % confidence. */
final class Sample {
    private final List<Double> sorted = new ArrayList<>();

    void add(double value) {
        int place = Collections.binarySearch(sorted, value);
        sorted.add(place < 0 ? -place - 1 : place, value);
    }

    int size() {
        return sorted.size();
    }

    double median() {
        return quantile(0.5);
    }

    /** The value below which a part of the sample lies: a quarter and three quarters give the quartiles. */
    double quantile(double part) {
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }

    /** The lower end of the interval. */
    double low() {
        return sorted.get(outside());
    }

    /** The upper end of the interval. */
    double high() {
        return sorted.get(sorted.size() - 1 - outside());
    }

    /**
     * How many values lie outside of the interval on each side. Nothing is assumed about the noise but that a value is
     * above the true median as often as below it; six of them are the fewest that give the confidence.
     */
    private int outside() {
        int n = sorted.size();
        return Math.max(0, (int) ((n - 1) / 2.0 - 0.98 * Math.sqrt(n)));
    }
}
