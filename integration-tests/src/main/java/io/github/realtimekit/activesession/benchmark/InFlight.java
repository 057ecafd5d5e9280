package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.HELD;
import static io.github.realtimekit.activesession.benchmark.Answers.SLOW;
import static io.github.realtimekit.activesession.benchmark.BurstBenchmark.CALLS;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/**
 * Weighs the heap with a thousand calls in flight on a new client, when all classes are there: prints the bytes for each
 * call, its connection included. The argument says who makes them.
 */
public final class InFlight {
    private InFlight() {}

    public static void main(String[] args) throws InterruptedException {
        Function<String, CompletableFuture<?>> warmUp = caller(args[0]);
        Stream.generate(() -> warmUp.apply(SLOW)).limit(CALLS).toList().forEach(CompletableFuture::join);
        System.out.println(weigh(caller(args[0])));
        System.exit(0);
    }

    private static Function<String, CompletableFuture<?>> caller(String who) {
        return who.equals("facade") ? facade() : okHttp();
    }

    private static Function<String, CompletableFuture<?>> facade() {
        ActiveSessionClient client = Target.client();
        return meeting -> client.async().get(meeting);
    }

    private static Function<String, CompletableFuture<?>> okHttp() {
        OkHttpClient http = BurstBenchmark.raised();
        HandWritten requests = new HandWritten(http, Target.baseUrl());
        return meeting -> BurstBenchmark.start(http.newCall(requests.getRequest(meeting)));
    }

    private static long weigh(Function<String, CompletableFuture<?>> start) throws InterruptedException {
        long before = usedHeap();
        List<CompletableFuture<?>> calls = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            calls.add(start.apply(HELD));
        }
        Thread.sleep(Answers.HELD_MILLIS / 3); // by then all of them are on the wire
        long during = usedHeap();
        if (calls.stream().anyMatch(CompletableFuture::isDone)) {
            throw new AssertionError("a call was over before it was weighed");
        }
        calls.forEach(CompletableFuture::join);
        return (during - before) / CALLS;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
