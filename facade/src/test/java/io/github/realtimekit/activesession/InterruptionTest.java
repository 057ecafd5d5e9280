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

/** Ends of a wait from outside, each long before its 30 seconds are over. */
@Timeout(20)
class InterruptionTest {
    /** The real waits, and word of each as it begins. */
    private static class Watched extends Clock {
        private final Runnable onWait;

        Watched(Runnable onWait) {
            this.onWait = onWait;
        }

        @Override
        boolean await(Duration backoff, CountDownLatch aborted) throws InterruptedException {
            onWait.run();
            return super.await(backoff, aborted);
        }

        @Override
        Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
            Future<?> waiting = super.afterBackoff(timer, backoff, task);
            onWait.run();
            return waiting;
        }
    }

    private static final Step BUSY = Step.answer(429, "", "Retry-After: 30");

    @ParameterizedTest
    @EnumSource(Calling.Kind.class)
    void anInterruptedWaitEndsAtOnceWithTheFlagRestored(Calling.Kind kind) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);
        Thread caller = Thread.currentThread();

        try (ActiveSessionClient client =
                network.client().clock(new Watched(caller::interrupt)).build()) {
            long before = System.nanoTime();
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> new Calling(kind, false).on(client));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Calling.Kind.class)
    void anInterruptedThreadDoesNotRepeat(Calling.Kind kind) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, BUSY);

        try (ActiveSessionClient client = network.client().build()) {
            Thread.currentThread().interrupt();
            RealtimeKitException failure =
                    catchThrowableOfType(RealtimeKitException.class, () -> new Calling(kind, false).on(client));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }
        assertThat(clock.backoffs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Calling.Kind.class)
    void aCancelledFutureSendsNothingAfterItsWait(Calling.Kind kind) throws Exception {
        CompletableFuture<Future<?>> backoff = new CompletableFuture<>();
        Clock clock = new Clock() {
            @Override
            Future<?> afterBackoff(ScheduledExecutorService timer, Duration wait, Runnable task) {
                Future<?> waiting = super.afterBackoff(timer, wait, task);
                backoff.complete(waiting);
                return waiting;
            }
        };
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);

        try (ActiveSessionClient client = network.client().clock(clock).build()) {
            CompletableFuture<?> future = new Calling(kind, true).future(client);
            Future<?> waiting = backoff.join();
            future.cancel(true);

            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(future).isCancelled();
        }
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Calling.Kind.class)
    void closingTheClientEndsAWait(Calling.Kind kind) {
        for (boolean async : new boolean[] {false, true}) {
            CompletableFuture<ActiveSessionClient> made = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), BUSY);
            ActiveSessionClient client = network.client()
                    .clock(new Watched(() -> made.join().close()))
                    .build();
            made.complete(client);

            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> new Calling(kind, async).on(client));

            assertThat(failure).hasMessageContaining("the client was closed");
            assertThat(network.requests()).hasSize(1);
        }
    }
}
