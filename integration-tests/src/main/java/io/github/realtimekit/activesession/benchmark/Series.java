package io.github.realtimekit.activesession.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One figure, measured once in each round, told by its median and the interval that holds the true median with 95 %
 * confidence: no assumption about how noise is distributed.
 */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Round by round: what was measured one after the other is compared, not what lies half an hour apart. */
    Series dividedBy(Series other) {
        Series ratios = new Series();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return ratios;
    }

    Series dividedBy(double unit) {
        Series parts = new Series();
        values.forEach(value -> parts.add(value / unit));
        return parts;
    }

    /** The median alone. */
    String shown(String format) {
        return values.isEmpty() ? "" : String.format(Locale.ROOT, format, median());
    }

    /** {@code 1.07 [1.05, 1.10]}; with too few rounds for the confidence, the interval is all that was seen. */
    String withInterval(String format) {
        if (values.isEmpty()) {
            return "";
        }
        List<Double> sorted = sorted();
        int cut = outside();
        return shown(format)
                + String.format(
                        Locale.ROOT,
                        " [" + format + ", " + format + "]",
                        sorted.get(cut),
                        sorted.get(sorted.size() - 1 - cut));
    }

    /** Whether the whole interval is. */
    boolean isAtMost(double limit) {
        return !values.isEmpty() && sorted().get(values.size() - 1 - outside()) <= limit;
    }

    /** Whether the whole interval is. */
    boolean isAtLeast(double limit) {
        return !values.isEmpty() && sorted().get(outside()) >= limit;
    }

    /** How many values on each side lie outside of the interval: the signs of n differences are a fair coin's. */
    private int outside() {
        int n = values.size();
        double probability = Math.pow(0.5, n);
        double tail = 0;
        int cut = 0;
        while (2 * (tail + probability) <= 0.05) {
            tail += probability;
            probability = probability * (n - cut) / (cut + 1);
            cut++;
        }
        return Math.max(0, cut - 1);
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }
}
