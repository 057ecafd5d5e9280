package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupting, cancelling and closing end a backoff long before its 30 seconds are over. */
@Timeout(20)
class InterruptedBackoffTest {
    /** A real clock that reports each backoff as it begins. */
    private static class WatchedClock extends Clock {
        private final Runnable onBackoff;

        WatchedClock(Runnable onBackoff) {
            this.onBackoff = onBackoff;
        }

        @Override
        boolean await(Duration backoff, CountDownLatch aborted) throws InterruptedException {
            onBackoff.run();
            return super.await(backoff, aborted);
        }

        @Override
        Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
            Future<?> waiting = super.afterBackoff(timer, backoff, task);
            onBackoff.run();
            return waiting;
        }
    }

    private static final Step BUSY = Step.answer(429, "", "Retry-After: 30");

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void anInterruptedBackoffEndsAtOnce(TestCall.Kind kind) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);
        Thread caller = Thread.currentThread();

        try (ActiveSessionClient client =
                network.client().clock(new WatchedClock(caller::interrupt)).build()) {
            long before = System.nanoTime();
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> new TestCall(kind, false).on(client));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void anInterruptedThreadDoesNotRetry(TestCall.Kind kind) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, BUSY);

        try (ActiveSessionClient client = network.client().build()) {
            Thread.currentThread().interrupt();
            RealtimeKitException failure =
                    catchThrowableOfType(RealtimeKitException.class, () -> new TestCall(kind, false).on(client));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }
        assertThat(clock.backoffs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void aCancelledFutureSendsNothingAfterItsBackoff(TestCall.Kind kind) throws Exception {
        CompletableFuture<Future<?>> started = new CompletableFuture<>();
        Clock clock = new Clock() {
            @Override
            Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
                Future<?> waiting = super.afterBackoff(timer, backoff, task);
                started.complete(waiting);
                return waiting;
            }
        };
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);

        try (ActiveSessionClient client = network.client().clock(clock).build()) {
            CompletableFuture<?> future = new TestCall(kind, true).future(client);
            Future<?> waiting = started.join();
            future.cancel(true);

            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(future).isCancelled();
        }
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void closingTheClientEndsABackoff(TestCall.Kind kind) {
        for (boolean async : new boolean[] {false, true}) {
            CompletableFuture<ActiveSessionClient> built = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);
            ActiveSessionClient client = network.client()
                    .clock(new WatchedClock(() -> built.join().close()))
                    .build();
            built.complete(client);

            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> new TestCall(kind, async).on(client));

            assertThat(failure).hasMessageContaining("the client was closed");
            assertThat(network.requests()).hasSize(1);
        }
    }
}
