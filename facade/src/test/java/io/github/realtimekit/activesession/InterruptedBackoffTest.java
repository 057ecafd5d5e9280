package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupting, cancelling and closing end a backoff long before its 30 seconds are over. */
@Timeout(20)
class InterruptedBackoffTest {
    /** A real clock that reports each backoff as it begins. */
    private static final class WatchedClock extends Clock {
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

    private static final Step BUSY = Step.answer(429, "", "Retry-After: 30");

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void anInterruptedBackoffEndsAtOnce(TestCall.Kind kind) {
        MemoryNetwork network = new MemoryNetwork(BUSY);
        Thread caller = Thread.currentThread();

        TransportException failure = new TestCall(kind, false)
                .failure(
                        TransportException.class,
                        network.client().clock(new WatchedClock(waiting -> caller.interrupt())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure)
                .hasMessageContaining("'meeting-1': interrupted before attempt 2 (1 attempt)")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void anInterruptedThreadDoesNotRetry(TestCall.Kind kind) {
        MemoryNetwork network = new MemoryNetwork(BUSY);

        Thread.currentThread().interrupt();
        RealtimeKitException failure = new TestCall(kind, false).failure(RealtimeKitException.class, network.client());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(network.backoffs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void aCancelledFutureSendsNothingAfterItsBackoff(TestCall.Kind kind) {
        CompletableFuture<Future<?>> started = new CompletableFuture<>();
        MemoryNetwork network = new MemoryNetwork(BUSY);

        try (ActiveSessionClient client =
                network.client().clock(new WatchedClock(started::complete)).build()) {
            CompletableFuture<?> future = new TestCall(kind, true).future(client);
            Future<?> waiting = started.join();
            future.cancel(true);

            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(future).isCancelled();
        }
        assertThat(network.requests()).hasSize(1);
    }
}
