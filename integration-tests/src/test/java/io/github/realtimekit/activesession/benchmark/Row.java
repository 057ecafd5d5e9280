package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.TYPICAL;

import com.google.gson.Gson;
import com.sun.management.ThreadMXBean;
import io.github.realtimekit.activesession.benchmark.Client.Way;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is measured, how that went, and the process that measures all rows.
 *
 * @param limit of the library's ratio to the call by hand
 * @param closed whether the server closes the connection before each call
 * @param meter says how much time has passed, or what else is measured, in thousandths of the unit
 * @param figures of the turns of a process, and then of the processes: the ratio, the library, the call by hand, the floor
 */
record Row(
        String name, double limit, String unit, boolean closed, LongSupplier meter, Work work, List<double[]> figures) {
    private static final long TURN = 25_000_000;
    /** The part of the time in which nothing counts: the JIT compiler still changes its mind. */
    private static final double WARM_UP = 0.55;
    /** The part of the time for fresh processes. */
    private static final double FRESH = 0.12;

    private static final ForkJoinPool POOL = new ForkJoinPool(64); // its threads are daemons
    private static final LongSupplier TIME = System::nanoTime;
    private static final LongSupplier BYTES =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class)::getCurrentThreadAllocatedBytes;

    static final List<Row> ROWS = List.of(
            row("`get`, HTTP/1.1", 1.10, it -> it.plain.get(TYPICAL)),
            row("`get`, HTTP/2", 1.05, it -> it.tls.get(TYPICAL)),
            row("`get`, asynchronous, HTTP/2", 1.10, it -> sum(1, () -> it.tls.getAsync(TYPICAL))),
            row("1,000 asynchronous `get`s, HTTP/2", 1.10, it -> sum(1_000, () -> it.tls.getAsync(TYPICAL))),
            row("640 `get`s, 64 threads, HTTP/2", 1.05, it -> sum(640, () -> POOL.submit(() -> it.tls.get(TYPICAL)))),
            row("`kick`, 1,000 participants returned", 1.00, it -> it.plain.kick(BenchmarkServer.CROWD)),
            row("`get`, 404 as an exception", 1.25, it -> it.plain.get(BenchmarkServer.NO_SESSION)),
            new Row("`get`, closed while idle", 1.20, "µs", true, TIME, it -> it.plain.get(TYPICAL), new ArrayList<>()),
            new Row("`get`, allocated", 0.80, "kB", false, BYTES, it -> it.plain.get(TYPICAL), new ArrayList<>()),
            row("fresh process, `get`, HTTP/2", 1.10, Row::fresh));

    /** It returns a hash of what it read. */
    interface Work {
        int run(Side side) throws Exception;
    }

    record Side(Way way, String tlsUrl, Client plain, Client tls) {}

    /** Prints the medians of each row. The arguments: the seconds, and the server's port. */
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]);
        List<Side> sides = new ArrayList<>();
        for (Way way : Way.values()) {
            String tls = "https://localhost:" + args[1];
            sides.add(new Side(way, tls, way.client("http://localhost:" + args[1]), way.client(tls)));
        }
        for (Row row : ROWS) {
            if (row.work.run(sides.get(0)) != row.work.run(sides.get(1))) {
                throw new IllegalStateException(row.name + ": the two read different things");
            }
        }
        List<Row> warm = new ArrayList<>(ROWS.subList(0, ROWS.size() - 1));
        measure(warm, sides, seconds * WARM_UP);
        warm.forEach(row -> row.figures.clear());
        measure(warm, sides, seconds * (1 - WARM_UP - FRESH));
        measure(List.of(ROWS.get(warm.size())), sides, seconds * FRESH);
        System.out.println(new Gson().toJson(ROWS.stream().map(Row::medians).toList()));
        System.exit(0); // whatever threads are left
    }

    /** By turns, so that a slow second hits none of them alone; who is first alternates. */
    private static void measure(List<Row> rows, List<Side> sides, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            for (Row row : rows) {
                double[] taken = new double[4];
                for (Side side : sides) {
                    taken[1 + side.way.ordinal()] = row.turn(side);
                }
                taken[0] = taken[1] / taken[2];
                row.figures.add(taken);
            }
            Collections.reverse(rows);
            Collections.reverse(sides);
        } while (System.nanoTime() < end);
    }

    /** What the work takes once, on average over a turn. */
    private double turn(Side side) throws Exception {
        long end = System.nanoTime() + TURN;
        long taken = 0;
        int times = 0;
        do {
            if (closed) {
                side.plain.get(TYPICAL);
                side.tls.get(BenchmarkServer.CLOSE);
            }
            long before = meter.getAsLong();
            work.run(side);
            taken += meter.getAsLong() - before;
            times++;
        } while (System.nanoTime() < end);
        return taken / 1e3 / times;
    }

    double[] medians() {
        return IntStream.range(0, 4)
                .mapToDouble(column -> sorted(column)[figures.size() / 2])
                .toArray();
    }

    /** One process may stand alone against all others. */
    String verdict() {
        double[] ratios = sorted(0);
        return ratios[ratios.length - 2] < limit ? "met" : ratios[1] > limit ? "missed" : "undecided";
    }

    /** A line of the table. */
    @Override
    public String toString() {
        double[] ratios = sorted(0);
        double[] m = medians();
        return String.format(Locale.ROOT, "| %s | %.2f | %.3f | ", name, limit, m[0])
                + String.format(Locale.ROOT, "%.3f to %.3f | %s ", ratios[0], ratios[ratios.length - 1], verdict())
                + String.format(Locale.ROOT, "| %,.1f %4$s | %,.1f %4$s | %,.1f %4$s |", m[1], m[2], m[3], unit);
    }

    private double[] sorted(int column) {
        return figures.stream().mapToDouble(it -> it[column]).sorted().toArray();
    }

    private static Row row(String name, double limit, Work work) {
        return new Row(name, limit, "µs", false, TIME, work, new ArrayList<>());
    }

    private static int sum(int calls, Supplier<Future<Integer>> call) throws Exception {
        int sum = 0;
        for (Future<Integer> ended : Stream.generate(call).limit(calls).toList()) {
            sum += ended.get();
        }
        return sum;
    }

    /** Waits for the process to end, or its end would be measured with the next one. */
    private static int fresh(Side side) throws Exception {
        Process process = Benchmark.java(Client.class, side.way.name(), side.tlsUrl);
        process.waitFor();
        return Integer.parseInt(process.inputReader().readLine());
    }
}
