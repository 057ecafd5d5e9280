package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The outcome is true whatever listeners, suppliers and handlers throw, and whenever the call is aborted. */
@Timeout(60)
class OutcomeTest {
    private static final String CALLS = "io.github.realtimekit.activesession.TestCall#all";

    /** Throws in one of the events of OkHttp. */
    private static final class ThrowingListener extends EventListener {
        private final Moment moment;
        private final Throwable thrown;

        enum Moment {
            CALL_START,
            CONNECTION_ACQUIRED,
            REQUEST_HEADERS_END,
            RESPONSE_HEADERS_END,
            RESPONSE_BODY_END,
            CONNECTION_RELEASED,
            CALL_END
        }

        ThrowingListener(Moment moment, Throwable thrown) {
            this.moment = moment;
            this.thrown = thrown;
        }

        private void at(Moment now) {
            if (now == moment) {
                throw OutcomeTest.<RuntimeException>sneaky(thrown);
            }
        }

        @Override
        public void callStart(Call call) {
            at(Moment.CALL_START);
        }

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            at(Moment.CONNECTION_ACQUIRED);
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            at(Moment.REQUEST_HEADERS_END);
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            at(Moment.RESPONSE_HEADERS_END);
        }

        @Override
        public void responseBodyEnd(Call call, long byteCount) {
            at(Moment.RESPONSE_BODY_END);
        }

        @Override
        public void connectionReleased(Call call, Connection connection) {
            at(Moment.CONNECTION_RELEASED);
        }

        @Override
        public void callEnd(Call call) {
            at(Moment.CALL_END);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static ActiveSessionClient client(MemoryNetwork network, UnaryOperator<OkHttpClient.Builder> http) {
        return network.client()
                .httpClient(http.apply(network.http().newBuilder()).build())
                .build();
    }

    private static ActiveSessionClient intercepted(MemoryNetwork network, Interceptor interceptor) {
        return client(network, http -> http.addInterceptor(interceptor));
    }

    private static Step chunked(TestCall call) {
        String body = call.success().answer().utf8().split("\r\n\r\n")[1];
        return Step.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                + "\r\n" + body + "\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aCompleteResponseCountsWhateverAListenerThrows(TestCall call) {
        for (ThrowingListener.Moment moment : List.of(
                ThrowingListener.Moment.RESPONSE_BODY_END,
                ThrowingListener.Moment.CONNECTION_RELEASED,
                ThrowingListener.Moment.CALL_END)) {
            for (Step step : List.of(call.success(), chunked(call))) {
                MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step);
                ThrowingListener listener = new ThrowingListener(moment, new IllegalStateException("listener"));
                try (ActiveSessionClient client = client(network, http -> http.eventListener(listener))) {
                    assertThat(call.on(client)).as("%s", moment).isNotNull();
                }
                assertThat(network.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void whatAListenerThrowsIsTheCause(TestCall call) {
        for (ThrowingListener.Moment moment : List.of(
                ThrowingListener.Moment.CALL_START,
                ThrowingListener.Moment.CONNECTION_ACQUIRED,
                ThrowingListener.Moment.REQUEST_HEADERS_END,
                ThrowingListener.Moment.RESPONSE_HEADERS_END)) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), call.success());
            ThrowingListener listener = new ThrowingListener(moment, new IllegalStateException("listener"));
            try (ActiveSessionClient client = client(network, http -> http.eventListener(listener))) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

                assertThat(failure.getCause()).as("%s", moment).hasMessage("listener");
                assertThat(failure.requestMayHaveBeenProcessed())
                        .as("%s", moment)
                        .isEqualTo(moment == ThrowingListener.Moment.REQUEST_HEADERS_END
                                || moment == ThrowingListener.Moment.RESPONSE_HEADERS_END);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void anErrorEndsTheCallAsItIs(TestCall call) {
        Error error = new StackOverflowError("deep");
        for (ThrowingListener.Moment moment : ThrowingListener.Moment.values()) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), call.success());
            try (ActiveSessionClient client =
                    client(network, http -> http.eventListener(new ThrowingListener(moment, error)))) {
                assertThat(catchThrowable(() -> call.on(client)))
                        .as("%s", moment)
                        .isSameAs(error);
            }
        }
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), call.success());
        List<ActiveSessionClient> clients = List.of(
                intercepted(network, chain -> {
                    throw error;
                }),
                network.client()
                        .apiToken(() -> {
                            throw error;
                        })
                        .build());
        for (ActiveSessionClient client : clients) {
            assertThat(catchThrowable(() -> call.on(client))).isSameAs(error);
            client.close();
        }
        assertThat(network.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void anExceptionWhoseMessageFailsIsTheCause(TestCall call) {
        RuntimeException mute = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no words");
            }
        };
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), call.success());
        try (ActiveSessionClient client = intercepted(network, chain -> {
            throw mute;
        })) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

            assertThat(failure.getCause()).isSameAs(mute);
            assertThat(failure).hasMessageContaining(mute.getClass().getName());
        }
    }

    /** Runs something when a backoff begins. */
    private static final class BackoffClock extends Clock {
        private final CompletableFuture<Runnable> action = new CompletableFuture<>();

        @Override
        boolean await(Duration backoff, CountDownLatch aborted) throws InterruptedException {
            action.join().run();
            return super.await(backoff, aborted);
        }

        @Override
        Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
            action.join().run();
            return super.afterBackoff(timer, backoff, task);
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aCallClosedAfterA429WasNotProcessed(TestCall call) {
        BackoffClock clock = new BackoffClock();
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(429, "", "Retry-After: 30"));
        ActiveSessionClient client = network.client().clock(clock).build();
        clock.action.complete(client::close);

        TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(failure).hasMessageEndingWith("'meeting-1': the client was closed (1 attempt)");
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aStatusBelow200IsNoResponse(TestCall call) {
        for (int status : List.of(101, 199 - 100)) {
            MemoryNetwork network = new MemoryNetwork(
                    new VirtualClock(),
                    Step.raw("HTTP/1.1 " + String.format("%03d", status) + " X\r\nContent-Length: 0\r\n\r\n"));
            try (ActiveSessionClient client = network.client().build()) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

                assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
                assertThat(failure.attempts()).isEqualTo(call.idempotent() ? 3 : 1);
                assertThat(failure).hasMessageContaining("the response has the status " + status);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void a404InUtf16IsRecognized(TestCall call) {
        byte[] body = "\ufeff{\"success\":false,\"error\":{\"code\":404,\"message\":\"none\"}}"
                .getBytes(StandardCharsets.UTF_16BE);
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(404, body));
        try (ActiveSessionClient client = network.client().build()) {
            if (call.kind() == TestCall.Kind.FIND) {
                assertThat(call.on(client)).isEqualTo(Optional.empty());
            } else {
                assertThat(catchThrowable(() -> call.on(client))).isInstanceOf(NotFoundException.class);
            }
        }
    }
}
