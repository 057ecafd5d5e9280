package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.CLOSE;
import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.CROWD;
import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.NO_SESSION;
import static io.github.realtimekit.activesession.benchmark.BenchmarkServer.TYPICAL;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rows of the table, each with its limit. */
final class Rows {
    private static final ForkJoinPool POOL = new ForkJoinPool(64); // has daemon threads

    /** Those that need a warm process. */
    static final List<Row> WARM = List.of(
            new Row("`get`, HTTP/1.1", 1.10, side -> side.plain().get(TYPICAL)),
            new Row("`get`, HTTP/2", 1.10, side -> side.tls().get(TYPICAL)),
            new Row("`get`, asynchronous, HTTP/2", 1.10, side -> asynchronous(side, 1)),
            new Row("1,000 asynchronous `get`s, HTTP/2", 1.10, side -> asynchronous(side, 1_000)),
            new Row("640 `get`s, 64 threads, HTTP/2", 1.15, side -> onThreads(side, 640)),
            new Row(
                    "`kick`, 1,000 participants returned",
                    1.10,
                    side -> side.plain().kick(CROWD)),
            new Row("`get`, 404 as an exception", 1.25, side -> side.plain().get(NO_SESSION)),
            new Row(
                    "`get`, closed while idle",
                    1.20,
                    Meter.TIME,
                    Rows::letServerClose,
                    side -> side.plain().get(TYPICAL)),
            new Row(
                    "`get`, allocated",
                    1.10,
                    Meter.ALLOCATED,
                    side -> 0,
                    side -> side.plain().get(TYPICAL)));

    static final Row FRESH = new Row("fresh process, `get`, HTTP/2", 1.15, Rows::freshProcess);

    static final List<Row> ALL = Stream.concat(WARM.stream(), Stream.of(FRESH)).toList();

    private Rows() {}

    private static int asynchronous(Side side, int calls) throws Exception {
        return sum(calls, () -> side.tls().getAsync(TYPICAL));
    }

    private static int onThreads(Side side, int calls) throws Exception {
        return sum(calls, () -> POOL.submit(() -> side.tls().get(TYPICAL)));
    }

    private static int sum(int calls, Supplier<Future<Integer>> call) throws Exception {
        int sum = 0;
        for (Future<Integer> started : Stream.generate(call).limit(calls).toList()) {
            sum += started.get();
        }
        return sum;
    }

    /** The server closes the connection of the previous request. The request that tells it to uses the other client. */
    private static int letServerClose(Side side) throws Exception {
        return side.plain().get(TYPICAL) + side.tls().get(CLOSE);
    }

    /** Waits for the process to end; otherwise its end would be measured with the next one. */
    private static int freshProcess(Side side) throws Exception {
        Process process = Benchmark.java(Client.class, side.way().name(), side.tlsUrl());
        process.waitFor();
        return Integer.parseInt(process.inputReader().readLine());
    }
}
