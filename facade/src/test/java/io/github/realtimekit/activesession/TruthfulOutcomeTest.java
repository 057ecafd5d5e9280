package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What listeners, interceptors, suppliers and handlers throw, and when a call is aborted, never makes an outcome untrue. */
@Timeout(60)
class TruthfulOutcomeTest {
    private static final String CALLINGS = "io.github.realtimekit.activesession.Calling#all";

    /** Throws at one of the moments of which OkHttp tells. */
    private static final class Throwing extends EventListener {
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

        Throwing(Moment moment, Throwable thrown) {
            this.moment = moment;
            this.thrown = thrown;
        }

        private void at(Moment now) {
            if (now == moment) {
                throw TruthfulOutcomeTest.<RuntimeException>sneaky(thrown);
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

    private static Step chunked(Calling calling) {
        String body = calling.success().answer().utf8().split("\r\n\r\n")[1];
        return Step.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                + "\r\n" + body + "\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aCompleteResponseCountsWhateverAListenerThrows(Calling calling) {
        for (Throwing.Moment moment : List.of(
                Throwing.Moment.RESPONSE_BODY_END, Throwing.Moment.CONNECTION_RELEASED, Throwing.Moment.CALL_END)) {
            for (Step step : List.of(calling.success(), chunked(calling))) {
                MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step);
                Throwing listener = new Throwing(moment, new IllegalStateException("listener"));
                try (ActiveSessionClient client = client(network, http -> http.eventListener(listener))) {
                    assertThat(calling.on(client)).as("%s", moment).isNotNull();
                }
                assertThat(network.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void whatAListenerThrowsIsTheCause(Calling calling) {
        for (Throwing.Moment moment : List.of(
                Throwing.Moment.CALL_START,
                Throwing.Moment.CONNECTION_ACQUIRED,
                Throwing.Moment.REQUEST_HEADERS_END,
                Throwing.Moment.RESPONSE_HEADERS_END)) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
            Throwing listener = new Throwing(moment, new IllegalStateException("listener"));
            try (ActiveSessionClient client = client(network, http -> http.eventListener(listener))) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

                assertThat(failure.getCause()).as("%s", moment).hasMessage("listener");
                assertThat(failure.requestMayHaveBeenProcessed())
                        .as("%s", moment)
                        .isEqualTo(moment == Throwing.Moment.REQUEST_HEADERS_END
                                || moment == Throwing.Moment.RESPONSE_HEADERS_END);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void anErrorEndsTheCallAsItIs(Calling calling) {
        Error error = new StackOverflowError("deep");
        for (Throwing.Moment moment : Throwing.Moment.values()) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
            try (ActiveSessionClient client =
                    client(network, http -> http.eventListener(new Throwing(moment, error)))) {
                assertThat(catchThrowable(() -> calling.on(client)))
                        .as("%s", moment)
                        .isSameAs(error);
            }
        }
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
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
            assertThat(catchThrowable(() -> calling.on(client))).isSameAs(error);
            client.close();
        }
        assertThat(network.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void anExceptionThatCannotSayItsMessageIsACause(Calling calling) {
        RuntimeException mute = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no words");
            }
        };
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
        try (ActiveSessionClient client = intercepted(network, chain -> {
            throw mute;
        })) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

            assertThat(failure.getCause()).isSameAs(mute);
            assertThat(failure).hasMessageContaining(mute.getClass().getName());
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aFailingLogHandlerChangesNothing(Calling calling) {
        Logger logger = Logger.getLogger("io.github.realtimekit.activesession");
        Handler failing = new Handler() {
            @Override
            public void publish(LogRecord line) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
        logger.addHandler(failing);
        logger.setLevel(Level.FINE);
        try (ActiveSessionClient client = network.client().build()) {
            assertThat(calling.on(client)).isNotNull();
        } finally {
            logger.removeHandler(failing);
            logger.setLevel(null);
        }
    }

    /** Runs something when a backoff begins. */
    private static final class AtBackoff extends Clock {
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
    @MethodSource(CALLINGS)
    void anAnsweredAttemptIsNotOpenWhenTheClientIsClosed(Calling calling) {
        AtBackoff clock = new AtBackoff();
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(429, "", "Retry-After: 30"));
        ActiveSessionClient client = network.client().clock(clock).build();
        clock.action.complete(client::close);

        TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(failure).hasMessageEndingWith("'meeting-1': the client was closed (1 attempt)");
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aStatusBelow200IsNoResponse(Calling calling) {
        for (int status : List.of(101, 199 - 100)) {
            MemoryNetwork network = new MemoryNetwork(
                    new VirtualClock(),
                    Step.raw("HTTP/1.1 " + String.format("%03d", status) + " X\r\nContent-Length: 0\r\n\r\n"));
            try (ActiveSessionClient client = network.client().build()) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

                assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
                assertThat(failure.attempts()).isEqualTo(calling.repeatable() ? 3 : 1);
                assertThat(failure).hasMessageContaining("the response has the status " + status);
            }
        }
    }

    private static Response made(Interceptor.Chain chain, int status, String... headers) {
        Response.Builder response = new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("made")
                .body(ResponseBody.create("", null));
        for (int i = 0; i < headers.length; i += 2) {
            response.header(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aLostRequestTurnedIntoA429MayHaveBeenProcessed(Calling calling) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.closed());
        try (ActiveSessionClient client = intercepted(network, chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return made(chain, 429);
            }
        })) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> calling.on(client));

            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(network.requests()).hasSize(calling.repeatable() ? 3 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void anInterceptorSeesAndReplacesWhatTheServiceSent(Calling calling) {
        for (int status : List.of(407, 408, 421, 503)) {
            MemoryNetwork network =
                    new MemoryNetwork(new VirtualClock(), Step.answer(status, "{}", "Retry-After: 120"));
            List<String> seen = new CopyOnWriteArrayList<>();
            Interceptor looking = chain -> {
                Response response = chain.proceed(chain.request());
                seen.add(response.code() + " " + response.headers("Retry-After"));
                return response;
            };
            try (ActiveSessionClient client = intercepted(network, looking)) {
                ApiException failure = catchThrowableOfType(ApiException.class, () -> calling.on(client));

                assertThat(failure.status()).isEqualTo(status);
                assertThat(failure.retryAfter()).contains(Duration.ofSeconds(120));
                assertThat(failure.response().headers()).doesNotContainKey("RealtimeKit-Status");
            }
            assertThat(seen).containsExactly(status + " [120]");

            Interceptor replacing = chain -> {
                chain.proceed(chain.request()).close();
                return made(chain, 418, "cf-ray", "own");
            };
            List<UnaryOperator<OkHttpClient.Builder>> places =
                    List.of(http -> http.addInterceptor(replacing), http -> http.addNetworkInterceptor(replacing));
            for (UnaryOperator<OkHttpClient.Builder> place : places) {
                try (ActiveSessionClient client = client(network, place)) {
                    ApiException failure = catchThrowableOfType(ApiException.class, () -> calling.on(client));

                    assertThat(failure.status()).isEqualTo(418);
                    assertThat(failure.rayId()).contains("own");
                    assertThat(failure.retryAfter()).isEmpty();
                    assertThat(failure.attempts()).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aFreshRequestOfAnInterceptorIsSentAsItIs(Calling calling) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), calling.success());
        try (ActiveSessionClient client = intercepted(
                network,
                chain -> chain.proceed(new Request.Builder()
                        .url(chain.request().url())
                        .method(chain.request().method(), chain.request().body())
                        .header("X-Own", "1")
                        .build()))) {
            assertThat(calling.on(client)).isNotNull();
        }
        assertThat(network.requests()).hasSize(1);
        assertThat(network.requests().get(0)).contains("X-Own: 1").doesNotContain("Authorization");
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aTokenOfAnyLengthOrLettersGarblesNothing(Calling calling) {
        String body = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"it \\\\ is t\"}}";
        for (String token : List.of("t", "\"", "s", "{", "4", "any", "t".repeat(4_000))) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(404, body));
            try (ActiveSessionClient client = network.client().apiToken(token).build()) {
                if (calling.kind() == Calling.Kind.FIND) {
                    assertThat(calling.on(client)).isEqualTo(Optional.empty());
                    continue;
                }
                NotFoundException failure = catchThrowableOfType(NotFoundException.class, () -> calling.on(client));

                assertThat(failure)
                        .hasMessageContaining(" meeting 'meeting-1': ")
                        .hasMessageEndingWith(" [404] (HTTP 404, 1 attempt)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void everyTokenOfTheCallIsRedacted(Calling calling) {
        Iterator<String> tokens = List.of("first-token", "second-token").iterator();
        MemoryNetwork network = new MemoryNetwork(
                new VirtualClock(),
                Step.answer(429, ""),
                Step.answer(401, "{\"message\":\"not first-token, not \\u0073econd-token\"}"));
        try (ActiveSessionClient client =
                network.client().apiToken(tokens::next).build()) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> calling.on(client));

            assertThat(failure).hasMessageContaining("not [token], not [token] (HTTP 401");
            assertThat(failure.errors().get(0).message()).isEqualTo("not [token], not [token]");
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aDeepChainOfErrorsIsCut(Calling calling) {
        String chain = "{\"code\":1,\"error_chain\":[".repeat(100) + "]}".repeat(100);
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(400, "{\"errors\":[" + chain + "]}"));
        try (ActiveSessionClient client = network.client().build()) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> calling.on(client));

            int depth = 0;
            for (List<ApiError> errors = failure.errors();
                    !errors.isEmpty();
                    errors = errors.get(0).chain()) {
                depth++;
            }
            assertThat(depth).isBetween(2, 20);
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void a404InUtf16IsRecognised(Calling calling) {
        byte[] body = "\ufeff{\"success\":false,\"error\":{\"code\":404,\"message\":\"none\"}}"
                .getBytes(StandardCharsets.UTF_16BE);
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(404, body));
        try (ActiveSessionClient client = network.client().build()) {
            if (calling.kind() == Calling.Kind.FIND) {
                assertThat(calling.on(client)).isEqualTo(Optional.empty());
            } else {
                assertThat(catchThrowable(() -> calling.on(client))).isInstanceOf(NotFoundException.class);
            }
        }
    }
}
