package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Time passes only when a test says so. A backoff is recorded and ends immediately. */
final class VirtualClock extends Clock {
    private record Deadline(long at, Runnable task) {}

    private static final Instant BEGINNING = Instant.parse("2026-11-21T10:00:00Z");

    /** Not zero, and shortly before the nanoseconds overflow. */
    private static final long FIRST_NANO = Long.MAX_VALUE - 1_000_000;

    private final AtomicLong passed = new AtomicLong();
    private final List<Deadline> deadlines = new CopyOnWriteArrayList<>();
    private final List<Duration> backoffs = new CopyOnWriteArrayList<>();
    private volatile double jitter;

    /** The backoffs between attempts, in order. */
    List<Duration> backoffs() {
        return backoffs;
    }

    void jitter(double jitter) {
        this.jitter = jitter;
    }

    void pass(Duration time) {
        long now = passed.addAndGet(time.toNanos());
        for (Deadline deadline : deadlines) {
            if (deadline.at() <= now) {
                deadline.task().run();
            }
        }
    }

    @Override
    public long nanoTime() {
        return FIRST_NANO + passed.get();
    }

    @Override
    public Instant now() {
        return BEGINNING.plusNanos(passed.get());
    }

    @Override
    public double jitter() {
        return jitter;
    }

    @Override
    public void await(Duration backoff, CountDownLatch ended) {
        backoffs.add(backoff);
        pass(backoff);
    }

    @Override
    public Future<?> atDeadline(ScheduledExecutorService timer, Duration timeout, Runnable task) {
        long nanos = nanos(timeout);
        long at = nanos > Long.MAX_VALUE - passed.get() ? Long.MAX_VALUE : passed.get() + nanos;
        deadlines.add(new Deadline(at, task));
        return CompletableFuture.completedFuture(null);
    }
}
