package io.github.realtimekit.activesession;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, as far as a call depends on them. Tests put their own in its place. */
class Clock {
    /** Monotonic time. */
    long nanoTime() {
        return System.nanoTime();
    }

    /** The time of day, for a {@code Retry-After} that is a date. */
    Instant now() {
        return Instant.now();
    }

    /** From 0 to 1. */
    double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Completes after the given time; cancelling it ends the wait and leaves nothing behind. */
    CompletableFuture<Void> after(Duration wait) {
        return new CompletableFuture<Void>().completeOnTimeout(null, nanos(wait), TimeUnit.NANOSECONDS);
    }

    /** Completes at the deadline of an asynchronous call. */
    CompletableFuture<Void> alarm(Duration timeout) {
        return new CompletableFuture<Void>().completeOnTimeout(null, nanos(timeout), TimeUnit.NANOSECONDS);
    }

    /** Nanoseconds, or as many as there can be: no call lasts 292 years. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
