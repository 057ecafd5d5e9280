package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/** Time and jitter, as far as a call depends on them. Tests replace it. */
public class Clock {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Monotonic time. */
    public long nanoTime() {
        return System.nanoTime();
    }

    /** The time of day, for a {@code Retry-After} that is a date in a response without a {@code Date}. */
    public Instant now() {
        return Instant.now();
    }

    /** From 0 to 1. */
    public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Waits for a backoff on this thread; true if the call was ended meanwhile. */
    public boolean await(Duration backoff, CountDownLatch ended) throws InterruptedException {
        return ended.await(nanos(backoff), NANOSECONDS);
    }

    /** Runs a task at the deadline of an asynchronous call. */
    public Future<?> atDeadline(ScheduledExecutorService timer, Duration timeout, Runnable task) {
        return timer.schedule(task, nanos(timeout), NANOSECONDS);
    }

    /** Nanoseconds, or as many as there can be: no call lasts 292 years. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
