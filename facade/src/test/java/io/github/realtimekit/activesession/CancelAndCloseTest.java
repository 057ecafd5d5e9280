package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing, cancelling and interrupting end a long backoff, and nothing is sent afterwards. */
@Timeout(60)
class CancelAndCloseTest {
    private static final Step BUSY = Step.answer(429, "", "Retry-After: 30");

    @EachCall
    void nothingIsSentAfterClose(Call call) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            int last = attempt;
            AtomicInteger supplied = new AtomicInteger();
            CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(Step.answer(429, "", "Retry-After: 0"));
            client.complete(network.client()
                    .apiToken(() -> {
                        if (supplied.incrementAndGet() == last) {
                            client.join().close();
                        }
                        return Call.TOKEN;
                    })
                    .build());

            TransportException failure = call.failureOn(TransportException.class, client.join());

            assertThat(failure).hasMessageContaining("'meeting-1': the client was closed (" + attempt + " attempt");
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.requests()).hasSize(attempt - 1);
            assertThatThrownBy(() -> call.on(client.join()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is closed");
        }
    }

    @EachCall
    void closingEndsABackoff(Call call) {
        CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
        MemoryNetwork network = new MemoryNetwork(BUSY);
        client.complete(network.client()
                .clock(new WatchedClock(waiting -> client.join().close()))
                .build());

        TransportException failure = call.failureOn(TransportException.class, client.join());

        assertThat(failure).hasMessageContaining("'meeting-1': the client was closed (1 attempt)");
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(network.requests()).hasSize(1);
    }

    @Test
    void interruptingEndsABackoff() {
        Thread caller = Thread.currentThread();
        for (Call call : Call.blocking()) {
            MemoryNetwork network = new MemoryNetwork(BUSY);
            TransportException failure = call.failure(
                    TransportException.class, network.client().clock(new WatchedClock(none -> caller.interrupt())));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("'meeting-1': interrupted before attempt 2 (1 attempt)")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Test
    void cancellingEndsABackoff() {
        for (Call call : Call.asynchronous()) {
            CompletableFuture<Future<?>> started = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(BUSY);
            try (ActiveSessionClient client =
                    network.client().clock(new WatchedClock(started::complete)).build()) {
                CompletableFuture<?> future = call.future(client);
                Future<?> waiting = started.join();
                future.cancel(true);

                assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
                assertThat(future).isCancelled();
            }
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Test
    void nothingIsSentAfterCancellingWhateverDependsOnTheFuture() {
        for (Call call : Call.asynchronous()) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            CountDownLatch idle = new CountDownLatch(1);
            Dispatcher dispatcher = new Dispatcher();
            dispatcher.setIdleCallback(idle::countDown);
            MemoryNetwork network = new MemoryNetwork(BUSY);
            try (ActiveSessionClient client = network.client(http -> http.dispatcher(dispatcher))
                    .apiToken(() -> {
                        asked.countDown();
                        await(cancelled);
                        return Call.TOKEN;
                    })
                    .build()) {
                CompletableFuture<?> future = call.future(client);
                future.whenComplete((value, failure) -> {
                    cancelled.countDown();
                    await(idle);
                });
                await(asked);
                future.cancel(true);
            }
            assertThat(network.requests()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
