package io.github.realtimekit.activesession.soak;

import static io.github.realtimekit.activesession.faults.Service.*;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.Service;
import io.github.realtimekit.activesession.faults.Way;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * Calls all operations from many threads, including virtual ones, for as long as the argument says, against a service
 * that misbehaves one time in sixteen. Half of the asynchronous calls run on an executor. In the end, every call must
 * be accounted for, no poll may exist twice, and no connection or thread may be left.
 *
 * <pre>mvn -q test-compile -Psoak -Dsoak.seconds=600</pre>
 */
final class Soak {
    private static final int THREADS = 12;
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    /** A call is late if it takes this much longer than its timeout. The machine may be busy. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final int REFUSED_STREAM = 7;

    private final Way way;
    private final Random random;
    private Service service;
    private final ActiveSessionClient client;
    private final ActiveSessionClient onExecutor;
    private final AtomicLong started = new AtomicLong();
    private final LongAdder ended = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private Set<String> polls = ConcurrentHashMap.newKeySet();
    private final Set<String> violations = ConcurrentHashMap.newKeySet();

    private Soak(Way way, long seed, Executor executor) {
        this.way = way;
        this.random = new Random(seed);
        this.service = way.service().forgetful().always(this::react);
        this.client = way.client(service)
                .timeout(TIMEOUT)
                .attemptTimeout(Duration.ofMillis(500))
                .build();
        this.onExecutor = client.newBuilder().executor(executor).build();
    }

    /** The arguments are the seconds to run and, to repeat a run, its seed. */
    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[0]));
        boolean isSeeded = arguments.length > 1 && !arguments[1].isBlank();
        long seed = isSeeded ? Long.parseLong(arguments[1]) : System.nanoTime() & 0xffff_ffffL;
        System.out.printf("%d s, seed %d, JDK %s%n", length.toSeconds(), seed, Runtime.version());
        ExecutorService calls = SoakThreads.virtualIfPossible();
        List<Soak> soaks = List.of(new Soak(Way.OWN_HTTP_1, seed, calls), new Soak(Way.OWN_HTTP_2, seed, calls));
        soaks.forEach(soak -> soak.call(TestedOperation.GET, "warm-up", true));

        long heapBefore = usedHeap();
        long end = System.nanoTime() + length.toNanos();
        ExecutorService platform = SoakThreads.platform();
        ExecutorService virtual = SoakThreads.virtualIfPossible();
        for (Soak soak : soaks) {
            for (int i = 0; i < THREADS; i++) {
                (i % 2 == 0 ? platform : virtual).execute(() -> soak.callUntil(end));
            }
        }

        Duration longest = length.plus(TIMEOUT).plus(GRACE);
        for (ExecutorService threads : List.of(platform, virtual, calls)) {
            threads.shutdown();
            boolean ended = threads.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
            soaks.forEach(soak -> soak.violationIf(!ended, "a call that never ended"));
        }
        for (Soak soak : soaks) {
            soak.finish();
        }
        long grown = usedHeap() - heapBefore;
        boolean leaked = grown > 16L << 20;
        System.out.printf("%nThe heap grew by %d KiB%s%n", grown >> 10, leaked ? ", VIOLATION" : "");
        System.exit(leaked || soaks.stream().anyMatch(soak -> !soak.violations.isEmpty()) ? 1 : 0);
    }

    private void callUntil(long end) {
        while (System.nanoTime() < end) {
            TestedOperation operation = TestedOperation.values()[next(TestedOperation.values().length)];
            long began = System.nanoTime();
            call(operation, operation + "-" + started.incrementAndGet(), next(2) == 0);
            ended.increment();
            violationIf(System.nanoTime() - began > TIMEOUT.plus(GRACE).toNanos(), "a call that was late");
        }
    }

    private void call(TestedOperation operation, String meeting, boolean async) {
        String outcome;
        try {
            if (async) {
                await(operation.start(next(2) == 0 ? client : onExecutor, meeting));
            } else {
                new Call(operation, false).on(client, meeting);
            }
            outcome = "success";
        } catch (TimeoutException e) {
            outcome = "cancelled";
        } catch (Exception e) {
            Throwable failure = e instanceof ExecutionException ? e.getCause() : e;
            violationIf(!(failure instanceof RealtimeKitException), "an exception that is not ours: " + failure);
            outcome = failure.getClass().getSimpleName();
        }
        outcomes.computeIfAbsent(operation + " " + outcome, key -> new LongAdder())
                .increment();
    }

    /** The program is impatient one time in ten. */
    private void await(CompletableFuture<?> future) throws Exception {
        try {
            future.get(next(10) == 0 ? next(20) : TIMEOUT.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (future.cancel(true)) {
                throw e;
            }
            future.get();
        }
    }

    private MockResponse react(RecordedRequest request) {
        int fault = next(256);
        if (fault == 0) {
            return answer(429, "", "Retry-After: 0");
        }
        boolean isPoll = request.getPath().endsWith(TestedOperation.CREATE_POLL.path());
        violationIf(isPoll && !polls.add(request.getPath()), "a poll that was created twice");
        if (fault == 1 && way.isHttp2()) {
            service.then(reset(REFUSED_STREAM));
        }
        return switch (fault) {
            case 2 -> hangUp();
            case 3 -> breakOff();
            case 4 -> way.isHttp2() ? drip() : silence();
            case 5 -> drip();
            case 6 -> answer(408, "");
            case 7 -> answer(500, "<html>sorry</html>", "Retry-After: 0");
            case 8 -> answer(503, "", "Retry-After: 0");
            case 9 -> answer(404, "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No active session\"}}");
            case 10 -> answer(401, "{\"message\":\"Unauthorized\"}");
            case 11 -> answer(302, "", "Location: https://elsewhere.example/");
            case 12 -> answer(200, "{\"success\":true,\"data\":");
            case 13 -> answer(200, "{\"success\":false}");
            case 14 -> answer(200, "").setStatus("no HTTP at all");
            case 15 -> answer(429, "", "Retry-After: 3600");
            default -> success(request);
        };
    }

    private void finish() throws Exception {
        client.close();
        violationIf(ended.sum() != started.get() || ended.sum() == 0, started + " calls, " + ended + " of them ended");
        boolean left = service.hasSeenTheEndOf(service.connections());
        violationIf(!left, "a connection after close()");
        int connections = service.connections();
        service.close();
        service = null; // MockWebServer keeps every TLS connection, and only the client's heap counts
        polls = Set.of();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("realtimekit-active-session")) {
                thread.join(10_000);
                violationIf(thread.isAlive(), "a thread after close()");
            }
        }
        System.out.printf("%n%s: %s calls on %d connections%n", way, ended, connections);
        outcomes.forEach((outcome, count) -> System.out.printf("%-45s %7s%n", outcome, count));
        violations.forEach(violation -> System.out.println("VIOLATION  " + violation));
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound);
    }

    private void violationIf(boolean wrong, String text) {
        if (wrong) {
            violations.add(text);
        }
    }

    /** The least in ten seconds, since closed servers take a moment to end and TLS sockets have finalizers. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
