package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A real clock that reports each backoff as it begins. */
final class WatchedClock extends Clock {
    private final Consumer<Future<?>> onBackoff;

    WatchedClock(Consumer<Future<?>> onBackoff) {
        this.onBackoff = onBackoff;
    }

    @Override
    public boolean await(Duration backoff, CountDownLatch aborted) throws InterruptedException {
        onBackoff.accept(null);
        return super.await(backoff, aborted);
    }

    @Override
    public Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
        Future<?> waiting = super.afterBackoff(timer, backoff, task);
        onBackoff.accept(waiting);
        return waiting;
    }
}
