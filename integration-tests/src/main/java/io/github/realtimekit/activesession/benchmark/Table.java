package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Measurements.BYTES;
import static io.github.realtimekit.activesession.benchmark.Measurements.P50;
import static io.github.realtimekit.activesession.benchmark.Measurements.P99;
import static io.github.realtimekit.activesession.benchmark.Measurements.SCORE;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.OkHttp;

/** The outcome of a run as one Markdown table after the other, the targets first. */
final class Table {
    private static final Map<String, String> ROWS = rows();

    private final Measurements measured;
    private final int rounds;
    private final StringBuilder text = new StringBuilder();
    private final List<String[]> lines = new ArrayList<>();

    Table(Measurements measured, int rounds) {
        this.measured = measured;
        this.rounds = rounds;
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("socket", "bare socket (server and system)");
        rows.put("okHttp", "OkHttp, nothing decoded (the floor)");
        rows.put("handWritten", "hand-written OkHttp + Gson");
        rows.put("retrofit", "generated Retrofit call, scalars left as they came");
        rows.put("facade", "this library, blocking");
        rows.put("facadeAsync", "this library, async and join");
        rows.put("jdk", "JDK HttpClient + Gson");
        return rows;
    }

    String text() {
        text.append("\nJDK ")
                .append(System.getProperty("java.version"))
                .append(", OkHttp ")
                .append(OkHttp.VERSION)
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores, ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append("; medians of ")
                .append(rounds)
                .append(" rounds, in brackets the interval of 95 % confidence\n");
        targets();
        calls("get, a typical answer", GetBenchmark.class, "");
        for (int participants : new int[] {1, 100, 1_000, 10_000}) {
            calls("kick, participants in the answer: " + participants, KickBenchmark.class, "-" + participants);
        }
        calls("get, answered 404", ErrorBenchmark.class, "");
        return text.toString();
    }

    private void targets() {
        lines.add(new String[] {"target", "at most (or at least)", "measured", ""});
        Series hand = measured.of(GetBenchmark.class, "handWritten", P50);
        target("get, blocking: p50 / hand-written", 1.10, measured.of(GetBenchmark.class, "facade", P50), hand);
        target(
                "get, blocking: bytes allocated / hand-written",
                1.25,
                measured.of(GetBenchmark.class, "facade", BYTES),
                measured.of(GetBenchmark.class, "handWritten", BYTES));
        atLeast(
                "64 threads, one client: calls per second / hand-written",
                0.90,
                measured.of(ThreadsBenchmark.class, "facade", SCORE)
                        .dividedBy(measured.of(ThreadsBenchmark.class, "handWritten", SCORE)));
        atMost(
                "1,000 async gets, answered after 100 ms: time / 100 ms",
                4,
                measured.of(BurstBenchmark.class, "facade", SCORE).dividedBy(Answers.SLOW_MILLIS));
        target(
                "1,000 async gets: time / raw OkHttp with raised limits",
                1.10,
                measured.of(BurstBenchmark.class, "facade", SCORE),
                measured.of(BurstBenchmark.class, "okHttp", SCORE));
        Series start = measured.of(FirstAnswer.class, "start", SCORE);
        target(
                "fresh JVM to its first answer: time / hand-written",
                1.15,
                start,
                measured.of(FirstAnswerByHand.class, "start", SCORE));
        print("Targets");

        lines.add(new String[] {"beside them", "this library", "hand-written or raw OkHttp", "ratio"});
        beside(
                "calls per second, 64 threads",
                "%,.0f",
                measured.of(ThreadsBenchmark.class, "facade", SCORE),
                measured.of(ThreadsBenchmark.class, "handWritten", SCORE));
        beside(
                "the same of bare sockets: what the server can answer",
                "%,.0f",
                new Series(),
                measured.of(ThreadsBenchmark.class, "socket", SCORE));
        beside(
                "1,000 async gets, ms",
                "%.0f",
                measured.of(BurstBenchmark.class, "facade", SCORE),
                measured.of(BurstBenchmark.class, "okHttp", SCORE));
        beside(
                "heap for an async call in flight, bytes",
                "%,.0f",
                measured.of(InFlight.class, "facade", BYTES),
                measured.of(InFlight.class, "okHttp", BYTES));
        beside(
                "fresh JVM to its first answer, ms",
                "%.0f",
                start,
                measured.of(FirstAnswerByHand.class, "start", SCORE));
        beside(
                "classes loaded until then",
                "%.0f",
                measured.of(FirstAnswer.class, "classes", SCORE),
                measured.of(FirstAnswerByHand.class, "classes", SCORE));
        beside(
                "a second client from newBuilder(), µs",
                "%.2f",
                measured.of(SecondClientBenchmark.class, "newBuilder", P50),
                new Series());
        print("Concurrency and start-up");
    }

    private void target(String name, double limit, Series ours, Series theirs) {
        atMost(name, limit, ours.dividedBy(theirs));
    }

    private void atMost(String name, double limit, Series ratio) {
        verdict(name, limit, ratio, ratio.isAtMost(limit), ratio.isAtLeast(limit));
    }

    private void atLeast(String name, double limit, Series ratio) {
        verdict(name, limit, ratio, ratio.isAtLeast(limit), ratio.isAtMost(limit));
    }

    /** Neither is true where the interval has the limit inside. */
    private void verdict(String name, double limit, Series ratio, boolean met, boolean missed) {
        if (!ratio.isEmpty()) {
            String shown = String.format(Locale.ROOT, "%.2f", limit);
            lines.add(
                    new String[] {name, shown, ratio.withInterval("%.2f"), met ? "met" : missed ? "MISSED" : "undecided"
                    });
        }
    }

    private void beside(String name, String format, Series ours, Series theirs) {
        if (!ours.isEmpty() || !theirs.isEmpty()) {
            Series ratio = ours.dividedBy(theirs);
            lines.add(new String[] {name, ours.shown(format), theirs.shown(format), ratio.shown("%.2f")});
        }
    }

    private void calls(String title, Class<?> benchmark, String suffix) {
        lines.add(new String[] {"", "p50 µs", "/ hand-written", "p99 µs", "/ hand-written", "bytes", "/ hand-written"});
        Series hand = measured.of(benchmark, "handWritten" + suffix, P50);
        Series handP99 = measured.of(benchmark, "handWritten" + suffix, P99);
        Series handBytes = measured.of(benchmark, "handWritten" + suffix, BYTES);
        ROWS.forEach((row, name) -> {
            Series p50 = measured.of(benchmark, row + suffix, P50);
            Series p99 = measured.of(benchmark, row + suffix, P99);
            Series bytes = measured.of(benchmark, row + suffix, BYTES);
            if (!p50.isEmpty()) {
                lines.add(new String[] {
                    name,
                    p50.shown("%,.1f"),
                    p50.dividedBy(hand).withInterval("%.2f"),
                    p99.shown("%,.1f"),
                    p99.dividedBy(handP99).withInterval("%.2f"),
                    bytes.shown("%,.0f"),
                    bytes.dividedBy(handBytes).withInterval("%.2f")
                });
            }
        });
        print(title);
    }

    private void print(String title) {
        if (lines.size() > 1) {
            text.append("\n### ").append(title).append("\n\n");
            int columns = lines.get(0).length;
            int[] widths = new int[columns];
            for (String[] line : lines) {
                for (int i = 0; i < columns; i++) {
                    widths[i] = Math.max(widths[i], line[i].length());
                }
            }
            String[] rule = new String[columns];
            for (int i = 0; i < columns; i++) {
                rule[i] = "-".repeat(Math.max(2, widths[i] - 1)) + (i == 0 ? "-" : ":");
            }
            lines.add(1, rule);
            for (String[] line : lines) {
                for (int i = 0; i < columns; i++) {
                    String pad = " ".repeat(Math.max(0, widths[i] - line[i].length()));
                    text.append("| ")
                            .append(i == 0 ? line[i] + pad : pad + line[i])
                            .append(' ');
                }
                text.append("|\n");
            }
        }
        lines.clear();
    }
}
