package io.github.realtimekit.activesession.soak;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Calls all operations from many threads, against a server that misbehaves at random, for as long as the argument says.
 * At the end every call has to be accounted for, nothing may have leaked, and what is not idempotent may have been sent
 * once at most.
 *
 * <pre>mvn -q test-compile -Psoak -Dsoak.seconds=60</pre>
 */
final class Soak {
    private static final int THREADS = 24;
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    /** A call is late when it takes this much longer than its timeout; the machine may be busy. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final long seed;
    private final Duration length;
    private volatile long end;
    private final FaultServer server;
    private final ActiveSessionClient client;
    private final AtomicLong started = new AtomicLong();
    private final LongAdder once = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final List<String> violations = new ArrayList<>();

    private Soak(long seed, Duration length) throws Exception {
        this.seed = seed;
        this.length = length;
        this.server = new FaultServer().forgetful().always(new RandomFaults(seed, this::seen));
        this.client = Call.client(server.url())
                .timeout(TIMEOUT)
                .attemptTimeout(Duration.ofMillis(500))
                .build();
    }

    /** Takes the seconds to run, and a seed to run the same again. */
    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[0]));
        long seed = arguments.length > 1 && !arguments[1].isBlank()
                ? Long.parseLong(arguments[1])
                : System.nanoTime() & 0xffff_ffffL;
        System.out.printf(
                "%d threads for %d s, seed %d, JDK %s%n", THREADS, length.toSeconds(), seed, Runtime.version());
        List<String> violations = new Soak(seed, length).run();
        violations.forEach(violation -> System.out.println("VIOLATION  " + violation));
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        for (int i = 0; i < 50; i++) {
            blocking(Operation.GET, "warm-up");
        }
        int threadsBefore = clientThreads();
        long heapBefore = usedHeap();
        end = System.nanoTime() + length.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i + 1);
            Thread thread = new Thread(() -> callUntilTheEnd(random), "soak-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        settle(length.plus(TIMEOUT).plus(GRACE), () -> threads.stream().noneMatch(Thread::isAlive));
        long heapAfter = usedHeap();
        client.close();
        settle(GRACE, () -> server.openConnections() == 0 && clientThreads() <= threadsBefore);
        check(threadsBefore, heapBefore, heapAfter);
        report(heapBefore, heapAfter);
        server.close();
        return violations;
    }

    private void callUntilTheEnd(Random random) {
        while (System.nanoTime() < end) {
            Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
            String meeting = operation + "-" + started.incrementAndGet();
            if (!operation.idempotent()) {
                once.increment();
            }
            long began = System.nanoTime();
            String outcome = random.nextBoolean() ? blocking(operation, meeting) : async(operation, meeting, random);
            outcomes.computeIfAbsent(operation + " " + outcome, key -> new LongAdder())
                    .increment();
            if (System.nanoTime() - began > TIMEOUT.plus(GRACE).toNanos()) {
                late.increment();
            }
        }
    }

    private String blocking(Operation operation, String meeting) {
        try {
            new Call(operation, false).on(client, meeting);
            return "succeeded";
        } catch (Throwable e) {
            return named(e);
        }
    }

    private String async(Operation operation, String meeting, Random random) {
        CompletableFuture<?> future = operation.start(client, meeting);
        try {
            if (random.nextInt(10) == 0) {
                future.get(random.nextInt(20), TimeUnit.MILLISECONDS);
            }
            future.get(TIMEOUT.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
            return "succeeded";
        } catch (TimeoutException e) {
            return future.cancel(true)
                    ? "cancelled"
                    : named(future.handle((value, failure) -> failure).join());
        } catch (ExecutionException e) {
            return named(e.getCause());
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private String named(Throwable e) {
        if (e == null) {
            return "succeeded";
        }
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (!(cause instanceof RealtimeKitException)) {
            cause.printStackTrace();
            violationIf(true, "an exception that is not ours: " + cause);
        }
        return cause.getClass().getSimpleName();
    }

    /** A request has arrived whole, and will be acted upon. */
    private void seen(FaultServer.Request request) {
        if (!request.operation().idempotent()) {
            seen.merge(request.path(), 1, Integer::sum);
        }
    }

    private void check(int threadsBefore, long heapBefore, long heapAfter) {
        violationIf(ended() != started.get() || ended() == 0, started + " calls began and " + ended() + " ended");
        violationIf(twice() > 0, twice() + " requests that are not idempotent were sent more than once");
        violationIf(late.sum() > 0, late + " calls went on long after their timeout");
        violationIf(server.openConnections() > 0, server.openConnections() + " connections are open after close()");
        violationIf(
                clientThreads() > threadsBefore,
                clientThreads() + " threads of the client are left, " + threadsBefore + " before");
        violationIf(heapAfter - heapBefore > 64L << 20, "the heap grew to " + (heapAfter >> 20) + " MiB");
    }

    private long ended() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private long twice() {
        return seen.values().stream().filter(times -> times > 1).count();
    }

    private void report(long heapBefore, long heapAfter) {
        outcomes.forEach((outcome, count) -> System.out.printf("%-50s %7d%n", outcome, count.sum()));
        System.out.printf(
                "%n%d calls, all accounted for: %s%n%d requests on %d connections, %d open%n%d calls"
                        + " not idempotent, %d of them seen, %d more than once%nheap %d MiB before, %d MiB after%n",
                started.get(),
                ended() == started.get() ? "yes" : "NO",
                server.served(),
                server.connections(),
                server.openConnections(),
                once.sum(),
                seen.size(),
                twice(),
                heapBefore >> 20,
                heapAfter >> 20);
    }

    private synchronized void violationIf(boolean wrong, String text) {
        if (wrong && violations.size() < 20) {
            violations.add(text);
        }
    }

    private static void settle(Duration atMost, BooleanSupplier settled) {
        long limit = System.nanoTime() + atMost.toNanos();
        while (!settled.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static int clientThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("realtimekit-active-session"))
                .count();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
