package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing, cancelling and interrupting end even a long backoff, and nothing is sent afterwards. */
@Timeout(60)
class CancelAndCloseTest {
    private static final Step BUSY = Step.answer(429, "", "Retry-After: 30");

    @EachOperation
    void nothingIsSentAfterClose(OperationCall call) {
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
                        return OperationCall.TOKEN;
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

    @EachOperation
    void closingEndsABackoff(OperationCall call) {
        CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
        MemoryNetwork network = new MemoryNetwork(BUSY);
        client.complete(network.client()
                .clock(new WatchedClock(() -> client.join().close()))
                .build());

        TransportException failure = call.failureOn(TransportException.class, client.join());

        assertThat(failure).hasMessageContaining("'meeting-1': the client was closed (1 attempt)");
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(network.requests()).hasSize(1);
    }

    /** The program's listener is created before there is a call to cancel. */
    @EachOperation
    void closingBeforeTheCallIsCreatedMakesNoConnection(OperationCall call) {
        CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
        MemoryNetwork network = new MemoryNetwork(call.success());
        client.complete(network.ownClient()
                .customizeHttpClient(http -> http.eventListenerFactory(created -> {
                    client.join().close();
                    return EventListener.NONE;
                }))
                .build());

        TransportException failure = call.failureOn(TransportException.class, client.join());

        assertThat(failure).hasMessageContaining("the client was closed");
        assertThat(network.connections()).isZero();
    }

    /** OkHttp cannot cancel the call at that moment, and the proxy accepts the connection but never responds. */
    @EachOperation
    void closingEndsACallWhoseSocketIsBeingCreated(OperationCall call) {
        CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
        MemoryNetwork network = new MemoryNetwork(Step.silent()) {
            @Override
            public Socket createSocket() {
                client.join().close();
                return super.createSocket();
            }
        };
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 3128));
        client.complete(network.ownClient()
                .baseUrl("https://127.0.0.1/client/v4")
                .customizeHttpClient(http -> http.proxy(proxy))
                .build());

        TransportException failure = call.failureOn(TransportException.class, client.join());

        assertThat(failure).hasMessageContaining("the client was closed");
        assertThat(network.requests()).isEmpty();
    }

    @Test
    void closingEndsARequestInFlight() {
        for (OperationCall call : OperationCall.all()) {
            CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(
                    Step.silent().meanwhile(() -> client.join().close()));
            client.complete(network.client().build());

            TransportException failure = call.failureOn(TransportException.class, client.join());

            assertThat(failure).hasMessageContaining("'meeting-1': the client was closed (1 attempt)");
            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Test
    void anInterruptOnTheWireKeepsTheResponse() {
        for (OperationCall call : OperationCall.blocking()) {
            MemoryNetwork network = new MemoryNetwork(
                    call.success().meanwhile(() -> Thread.currentThread().interrupt()));
            assertThat(call.result(network.client())).isEqualTo(call.value());
            assertThat(Thread.interrupted()).isTrue();

            MemoryNetwork busy = new MemoryNetwork(
                    BUSY.meanwhile(() -> Thread.currentThread().interrupt()));
            assertThat(call.failure(RateLimitException.class, busy.client()).retryAfter())
                    .contains(Duration.ofSeconds(30));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(busy.requests()).hasSize(1);
        }
    }

    @EachOperation
    void aCancellationAfterTheLastByteLosesNothing(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success());

        Object result = call.result(network.client(http -> http.addInterceptor(
                chain -> Bodies.afterTheLastByte(chain, () -> chain.call().cancel()))));

        assertThat(result).isEqualTo(call.value());
    }

    @Test
    void closingAfterTheLastByteLosesNothing() {
        for (OperationCall call : OperationCall.blocking()) {
            CompletableFuture<ActiveSessionClient> client = new CompletableFuture<>();
            MemoryNetwork network = new MemoryNetwork(call.success());
            client.complete(network.client(http -> http.addInterceptor(chain ->
                            Bodies.afterTheLastByte(chain, () -> client.join().close())))
                    .build());

            assertThat(call.on(client.join())).isEqualTo(call.value());
        }
    }

    @Test
    void interruptingEndsABackoff() {
        Thread caller = Thread.currentThread();
        for (OperationCall call : OperationCall.blocking()) {
            MemoryNetwork network = new MemoryNetwork(BUSY);
            TransportException failure =
                    call.failure(TransportException.class, network.client().clock(new WatchedClock(caller::interrupt)));

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
        for (OperationCall call : OperationCall.asynchronous()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            MemoryNetwork network = new MemoryNetwork(BUSY);
            try (ActiveSessionClient client = network.client()
                    .clock(new WatchedClock(begun::countDown, ended::countDown))
                    .build()) {
                CompletableFuture<?> future = call.future(client);
                await(begun);
                future.cancel(true);

                await(ended);
                assertThat(future).isCancelled();
            }
            assertThat(network.requests()).hasSize(1);
        }
    }

    static List<Named<Consumer<CompletableFuture<?>>>> waysToCompleteAFuture() {
        return List.of(
                Named.of("cancel", future -> future.cancel(true)),
                Named.of("complete", future -> future.complete(null)),
                Named.of("completeExceptionally", future -> future.completeExceptionally(new IllegalStateException())),
                Named.of("completeOnTimeout", future -> future.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)),
                Named.of("orTimeout", future -> future.orTimeout(1, TimeUnit.MILLISECONDS)),
                Named.of("completeAsync", future -> future.completeAsync(() -> null)),
                Named.of("completeAsync here", future -> future.completeAsync(() -> null, Runnable::run)),
                Named.of(
                        "completeAsync that throws",
                        future -> future.completeAsync(
                                () -> {
                                    throw new IllegalStateException();
                                },
                                Runnable::run)),
                Named.of("obtrudeValue", future -> future.obtrudeValue(null)),
                Named.of("obtrudeException", future -> future.obtrudeException(new IllegalStateException())));
    }

    /** The token is requested after the future was completed, while a stage of the program still blocks. */
    @ParameterizedTest
    @MethodSource("waysToCompleteAFuture")
    void nothingIsSentOnceTheProgramHasCompletedTheFuture(Consumer<CompletableFuture<?>> complete) {
        for (OperationCall call : OperationCall.asynchronous()) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch completed = new CountDownLatch(1);
            CountDownLatch idle = new CountDownLatch(1);
            Dispatcher dispatcher = new Dispatcher();
            dispatcher.setIdleCallback(idle::countDown);
            MemoryNetwork network = new MemoryNetwork(BUSY);
            try (ActiveSessionClient client = network.client(http -> http.dispatcher(dispatcher))
                    .apiToken(() -> {
                        asked.countDown();
                        await(completed);
                        return OperationCall.TOKEN;
                    })
                    .build()) {
                CompletableFuture<?> future = call.future(client);
                future.whenComplete((value, failure) -> {
                    completed.countDown();
                    await(idle);
                });
                await(asked);
                complete.accept(future);

                await(idle);
            }
            assertThat(network.requests()).as("%s", call).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("waysToCompleteAFuture")
    void completingTheFutureEndsTheRequestInFlight(Consumer<CompletableFuture<?>> complete) {
        for (OperationCall call : OperationCall.asynchronous()) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch idle = new CountDownLatch(1);
            Dispatcher dispatcher = new Dispatcher();
            dispatcher.setIdleCallback(idle::countDown);
            MemoryNetwork network = new MemoryNetwork(Step.silent());
            try (ActiveSessionClient client = network.client(
                            http -> http.dispatcher(dispatcher).addNetworkInterceptor(chain -> {
                                asked.countDown();
                                return chain.proceed(chain.request());
                            }))
                    .build()) {
                CompletableFuture<?> future = call.future(client);
                future.whenComplete((value, failure) -> await(idle));
                await(asked);
                complete.accept(future);

                await(idle);
            }
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
