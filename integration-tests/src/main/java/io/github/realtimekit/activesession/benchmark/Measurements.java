package io.github.realtimekit.activesession.benchmark;

import java.util.Map;
import java.util.TreeMap;

/** Everything that a run measured, by name: {@code GetBenchmark.facade p50}. */
final class Measurements {
    static final String P50 = " p50";
    static final String P99 = " p99";
    static final String BYTES = " bytes";
    static final String SCORE = " score";

    private final Map<String, Series> series = new TreeMap<>();

    Series of(String name) {
        return series.computeIfAbsent(name, key -> new Series());
    }

    Series of(Class<?> benchmark, String row, String figure) {
        return of(benchmark.getSimpleName() + "." + row + figure);
    }
}
