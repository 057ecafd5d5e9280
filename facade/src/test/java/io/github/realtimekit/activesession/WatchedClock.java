package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A real clock that reports when each backoff begins and ends. */
final class WatchedClock extends Clock {
    private final Runnable onBegin;
    private final Runnable onEnd;

    WatchedClock(Runnable onBegin, Runnable onEnd) {
        this.onBegin = onBegin;
        this.onEnd = onEnd;
    }

    WatchedClock(Runnable onBegin) {
        this(onBegin, () -> {});
    }

    @Override
    public void await(Duration backoff, CountDownLatch ended) throws InterruptedException {
        onBegin.run();
        try {
            super.await(backoff, ended);
        } finally {
            onEnd.run();
        }
    }
}
