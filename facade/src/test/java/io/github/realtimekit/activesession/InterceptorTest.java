package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** How the interceptors of a supplied client affect a call. */
class InterceptorTest {
    private static ActiveSessionClient.Builder client(MemoryNetwork network, Interceptor interceptor) {
        return network.client(http -> http.addInterceptor(interceptor));
    }

    /** Sends the request once more, whatever the response. */
    private static Response again(Interceptor.Chain chain) throws IOException {
        chain.proceed(chain.request()).close();
        Request renewed = chain.request()
                .newBuilder()
                .header("Authorization", "Bearer new")
                .build();
        return chain.proceed(renewed);
    }

    @EachOperation
    void anAttemptSendsAtMostThreeTimes(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(Step.answer(401, ""));
        Interceptor stubborn = chain -> {
            again(chain).close();
            return again(chain);
        };

        AuthenticationException failure = call.failure(
                AuthenticationException.class, client(network, stubborn).maxRetries(1));

        assertThat(failure).hasMessageContaining("the request was not sent again after HTTP 401");
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(network.requests()).hasSize(3);
    }

    /** The first connection was dead, then the token was renewed. */
    @EachOperation
    void aDeadConnectionAndARenewedTokenFitIntoOneAttempt(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success(), Step.closed(), Step.answer(401, ""), call.success());
        Interceptor renewing = chain -> {
            Response response = chain.proceed(chain.request());
            if (response.code() != 401) {
                return response;
            }
            response.close();
            return chain.proceed(chain.request());
        };
        try (ActiveSessionClient client =
                client(network, renewing).maxRetries(0).build()) {
            call.on(client);
            if (call.repeatable()) {
                assertThat(call.on(client)).isEqualTo(call.value());
                assertThat(network.requests()).hasSize(4);
            } else {
                assertThat(call.failureOn(TransportException.class, client)).hasMessageContaining("the poll may exist");
                assertThat(network.requests()).hasSize(2);
            }
        }
    }

    @EachOperation
    void aPollThatMayExistIsNotSentAgain(OperationCall call) {
        for (Step step : List.of(Step.answer(503, ""), Step.answer(408, ""), call.success())) {
            MemoryNetwork network = new MemoryNetwork(step, call.success());
            ActiveSessionClient.Builder builder = client(network, InterceptorTest::again);

            if (call.repeatable()) {
                assertThat(call.result(builder)).isEqualTo(call.value());
            } else {
                RealtimeKitException failure = call.failure(RealtimeKitException.class, builder);
                assertThat(failure).hasMessageContaining("the poll may exist");
                assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
                assertThat(network.requests()).hasSize(1);
            }
        }
    }

    @EachOperation
    void aCircuitBreakerMayThrowAtAResponse(OperationCall call) {
        Interceptor breaker = chain -> {
            chain.proceed(chain.request()).close();
            throw new IOException("open");
        };
        for (int status : List.of(429, 503)) {
            ApiException failure =
                    call.failure(ApiException.class, client(new MemoryNetwork(Step.answer(status, "")), breaker));

            boolean mayExist = status == 503;
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(mayExist);
            assertThat(failure.attempts()).isEqualTo(mayExist && !call.repeatable() ? 1 : 3);
            assertThat(failure).hasMessageContaining("the body was not read to the end: java.io.IOException: open");
            assertThat(failure).hasRootCauseMessage("open");
        }
    }

    @EachOperation
    void whatAnInterceptorThrowsIsTheCause(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success());
        RuntimeException thrown = new IllegalStateException("broken");
        TransportException failure = call.failure(TransportException.class, client(network, chain -> {
            throw thrown;
        }));
        assertThat(failure.getCause()).isSameAs(thrown);
        assertThat(failure).hasMessageContaining("was not sent: java.lang.IllegalStateException: broken");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();

        Error error = new StackOverflowError("deep");
        assertThat(call.failure(Error.class, client(network, chain -> {
                    throw error;
                })))
                .isSameAs(error);
        assertThat(network.requests()).isEmpty();
    }
}
