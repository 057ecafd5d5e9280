package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.TYPICAL;

import com.sun.management.ThreadMXBean;
import io.github.realtimekit.activesession.benchmark.Client.Way;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What is measured in a process that makes many calls.
 *
 * @param limit of the library's ratio to the call by hand
 * @param closed whether the server closes the connection before each call
 * @param meter says how much time has passed, or what else is measured, in thousandths of the unit
 */
record Row(String name, double limit, String unit, boolean tls, boolean closed, LongSupplier meter, Work work) {
    private static final long TURN = 25_000_000;
    /** The part of the time in which nothing counts: the JIT compiler still changes its mind. */
    private static final double WARM_UP = 0.6;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(64);
    private static final LongSupplier TIME = System::nanoTime;
    private static final LongSupplier BYTES =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class)::getCurrentThreadAllocatedBytes;

    /** It returns a hash of what it read. */
    interface Work {
        int run(Client client) throws Exception;
    }

    static final List<Row> ROWS = List.of(
            row("`get`, HTTP/1.1", 1.10, false, it -> it.get(TYPICAL)),
            row("`get`, HTTP/2", 1.05, true, it -> it.get(TYPICAL)),
            row(
                    "`get`, asynchronous, HTTP/2",
                    1.10,
                    true,
                    it -> it.getAsync(TYPICAL).join()),
            row("1,000 asynchronous `get`s, HTTP/2", 1.10, true, Row::burst),
            row("640 `get`s, 64 threads, HTTP/2", 1.05, true, Row::inThreads),
            row("`kick`, 1,000 participants returned", 1.00, false, it -> it.kick(BenchmarkServer.CROWD)),
            row("`get`, 404 as an exception", 1.25, false, it -> it.get(BenchmarkServer.NO_SESSION)),
            new Row("`get`, closed while idle", 1.20, "µs", false, true, TIME, it -> it.get(TYPICAL)),
            new Row("`get`, allocated", 0.80, "kB", false, false, BYTES, it -> it.get(TYPICAL)));

    /**
     * Measures all rows in this process, by turns, so that a slow second hits none of them alone, and prints the medians
     * of each. The arguments: the seconds, and the base URLs of HTTP/1.1 and of TLS.
     */
    public static void main(String[] args) throws Exception {
        Map<Way, Client> plain = new EnumMap<>(Way.class);
        Map<Way, Client> tls = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            plain.put(way, way.client(args[1]));
            tls.put(way, way.client(args[2]));
        }
        List<List<double[]>> figures = new ArrayList<>();
        for (Row row : ROWS) {
            Map<Way, Client> clients = row.tls() ? tls : plain;
            if (row.work().run(clients.get(Way.LIBRARY)) != row.work().run(clients.get(Way.BY_HAND))) {
                throw new IllegalStateException(row.name() + ": the two read different things");
            }
            figures.add(new ArrayList<>());
        }
        long begin = System.nanoTime();
        double part = 0;
        for (int sweep = 0; part < 1 || figures.get(0).isEmpty(); sweep++) {
            for (int i = 0; i < figures.size(); i++) {
                int next = sweep % 2 == 0 ? i : figures.size() - 1 - i;
                Row row = ROWS.get(next);
                boolean libraryFirst = sweep / 2 % 2 == 0;
                double[] taken = Result.compare(libraryFirst, way -> row.turn((row.tls() ? tls : plain).get(way)));
                if (part > WARM_UP) {
                    figures.get(next).add(taken);
                }
            }
            part = (System.nanoTime() - begin) / 1e9 / Double.parseDouble(args[0]);
        }
        System.out.println(
                Arrays.deepToString(figures.stream().map(Result::medians).toArray()));
        System.exit(0); // whatever threads are left
    }

    private static Row row(String name, double limit, boolean tls, Work work) {
        return new Row(name, limit, "µs", tls, false, TIME, work);
    }

    private static int burst(Client client) {
        List<CompletableFuture<Integer>> calls =
                Stream.generate(() -> client.getAsync(TYPICAL)).limit(1_000).toList();
        return calls.stream().mapToInt(CompletableFuture::join).sum();
    }

    private static int inThreads(Client client) throws Exception {
        Callable<Integer> call = () -> client.get(TYPICAL);
        int sum = 0;
        for (Future<Integer> ended : THREADS.invokeAll(Collections.nCopies(640, call))) {
            sum += ended.get();
        }
        return sum;
    }

    /** What the work takes once, on average over a turn. */
    double turn(Client client) throws Exception {
        long end = System.nanoTime() + TURN;
        long taken = 0;
        int times = 0;
        do {
            if (closed) {
                client.get(BenchmarkServer.CLOSING);
                Thread.sleep(1); // until it is closed
            }
            long before = meter.getAsLong();
            work.run(client);
            taken += meter.getAsLong() - before;
            times++;
        } while (System.nanoTime() < end);
        return (double) taken / times;
    }
}
