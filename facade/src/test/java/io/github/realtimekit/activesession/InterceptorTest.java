package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What interceptors of a handed-in client see and change. */
class InterceptorTest {
    private static final String CALLS = "io.github.realtimekit.activesession.TestCall#all";

    private static ActiveSessionClient client(MemoryNetwork network, UnaryOperator<OkHttpClient.Builder> http) {
        return network.client()
                .httpClient(http.apply(network.http().newBuilder()).build())
                .build();
    }

    private static ActiveSessionClient intercepted(MemoryNetwork network, Interceptor interceptor) {
        return client(network, http -> http.addInterceptor(interceptor));
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
    @MethodSource(CALLS)
    void aLostRequestTurnedIntoA429MayHaveBeenProcessed(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.closed());
        try (ActiveSessionClient client = intercepted(network, chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return made(chain, 429);
            }
        })) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> call.on(client));

            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(network.requests()).hasSize(call.idempotent() ? 3 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void anInterceptorSeesAndReplacesWhatTheServiceSent(TestCall call) {
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
                ApiException failure = catchThrowableOfType(ApiException.class, () -> call.on(client));

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
                    ApiException failure = catchThrowableOfType(ApiException.class, () -> call.on(client));

                    assertThat(failure.status()).isEqualTo(418);
                    assertThat(failure.rayId()).contains("own");
                    assertThat(failure.retryAfter()).isEmpty();
                    assertThat(failure.attempts()).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aFreshRequestOfAnInterceptorIsSentAsItIs(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), call.success());
        try (ActiveSessionClient client = intercepted(
                network,
                chain -> chain.proceed(new Request.Builder()
                        .url(chain.request().url())
                        .method(chain.request().method(), chain.request().body())
                        .header("X-Own", "1")
                        .build()))) {
            assertThat(call.on(client)).isNotNull();
        }
        assertThat(network.requests()).hasSize(1);
        assertThat(network.requests().get(0)).contains("X-Own: 1").doesNotContain("Authorization");
    }
}
