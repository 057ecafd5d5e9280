package io.github.realtimekit.activesession;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when it is told to: a wait is recorded and over at once. */
final class VirtualClock extends Clock {
    private record Alarm(long at, CompletableFuture<Void> bell) {}

    private static final Instant BEGINNING = Instant.parse("2026-11-21T10:00:00Z");

    /** Not zero, and close to the point where the counter of nanoseconds turns negative. */
    private static final long FIRST_NANO = Long.MAX_VALUE - 1_000_000;

    private final AtomicLong passed = new AtomicLong();
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile double chance;

    /** The waits between attempts, in their order. */
    List<Duration> waits() {
        return waits;
    }

    void chance(double chance) {
        this.chance = chance;
    }

    void pass(Duration time) {
        long now = passed.addAndGet(time.toNanos());
        for (Alarm alarm : alarms) {
            if (alarm.at() <= now) {
                alarm.bell().complete(null);
            }
        }
    }

    @Override
    long nanoTime() {
        return FIRST_NANO + passed.get();
    }

    @Override
    Instant now() {
        return BEGINNING.plusNanos(passed.get());
    }

    @Override
    double chance() {
        return chance;
    }

    @Override
    CompletableFuture<Void> after(Duration wait) {
        waits.add(wait);
        pass(wait);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    CompletableFuture<Void> alarm(Duration timeout) {
        CompletableFuture<Void> bell = new CompletableFuture<>();
        long nanos = nanos(timeout);
        long at = nanos > Long.MAX_VALUE - passed.get() ? Long.MAX_VALUE : passed.get() + nanos;
        alarms.add(new Alarm(at, bell));
        return bell;
    }
}
