package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing and cancelling end what is in flight, an attempt or a long backoff, and nothing is sent afterwards. */
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

    @EachCall
    void closingEndsAnAttempt(Call call) {
        MemoryNetwork network = new MemoryNetwork(Step.silent());
        ActiveSessionClient client = network.client().build();
        network.whenAsked(client::close);

        TransportException failure = call.failureOn(TransportException.class, client);

        assertThat(failure).hasMessageContaining("'meeting-1': the client was closed (1 attempt)");
        assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
        assertThat(network.requests()).hasSize(1);
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
    void cancellingEndsAnAttempt() throws Exception {
        for (Call call : Call.asynchronous()) {
            assertCancelledAttemptEnds(call, Step.silent());
        }
    }

    @Test
    void anAttemptThatHangsAfterAllIsEndedByForce() throws Exception {
        assertCancelledAttemptEnds(new Call(Call.Kind.CREATE_POLL, true), Step.stuck());

        MemoryNetwork network = new MemoryNetwork(Step.stuck());
        TransportException failure = new Call(Call.Kind.GET, false)
                .failure(
                        TransportException.class,
                        network.client().attemptTimeout(Duration.ofMillis(30)).maxRetries(0));
        assertThat(failure).hasMessageContaining("no response within 0.03 s (1 attempt)");
    }

    private static void assertCancelledAttemptEnds(Call call, Step step) throws Exception {
        MemoryNetwork network = new MemoryNetwork(step);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch idle = new CountDownLatch(1);
        network.whenAsked(asked::countDown);
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setIdleCallback(idle::countDown);
        try (ActiveSessionClient client =
                network.client(http -> http.dispatcher(dispatcher)).build()) {
            CompletableFuture<?> future = call.future(client);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);

            assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(future).isCancelled();
        }
        assertThat(network.requests()).hasSize(1);
    }
}
