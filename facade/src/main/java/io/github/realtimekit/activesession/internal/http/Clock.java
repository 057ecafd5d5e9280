package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/** The time and randomness that calls depend on. Tests replace it. */
public class Clock {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Monotonic time. */
    public long nanoTime() {
        return System.nanoTime();
    }

    /** The time of day, for a date in {@code Retry-After} if the response has no {@code Date}. */
    public Instant now() {
        return Instant.now();
    }

    /** A random number from 0 to 1. */
    public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Waits on this thread for a backoff, or until the call has ended. */
    public void await(Duration backoff, CountDownLatch ended) throws InterruptedException {
        ended.await(nanos(backoff), NANOSECONDS);
    }

    /** Runs a task at the deadline of an asynchronous call. */
    public Future<?> atDeadline(ScheduledExecutorService timer, Duration timeout, Runnable task) {
        return timer.schedule(task, nanos(timeout), NANOSECONDS);
    }

    /** The duration in nanoseconds, capped at the largest {@code long}, which is 292 years. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
