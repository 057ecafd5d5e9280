package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.reset;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code maxRetries(0)} a request goes out once, also where the transport below would send it again by itself. */
class SentOnceTest {
    private static final Map<String, Reaction> FAULTS = Map.of(
            "closed", hangUp(),
            "reset", reset(),
            "broken off", breakOff(),
            "407", answer(407, "", "Proxy-Authenticate: Basic realm=\"x\""),
            "408", answer(408, ""),
            "408 with Retry-After: 0", answer(408, "", "Retry-After: 0"),
            "421", answer(421, ""),
            "429 with Retry-After: 0", answer(429, "", "Retry-After: 0"),
            "503", answer(503, ""),
            "503 with Retry-After: 0", answer(503, "", "Retry-After: 0"));

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void onAFreshConnection(Way way) throws Exception {
        List<String> seen = new ArrayList<>();
        for (var fault : FAULTS.entrySet()) {
            try (var server = new FaultServer(fault.getValue());
                    var client = Way.client(server.url()).maxRetries(0).build()) {
                int attempts = way.failure(client).attempts();
                seen.add(fault.getKey() + ": " + server.count(way.op().path()) + ", said to be " + attempts);
            }
        }
        assertThat(seen).allSatisfy(line -> assertThat(line).endsWith(": 1, said to be 1"));
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void onAKeptAliveConnection(Way way) throws Exception {
        List<String> seen = new ArrayList<>();
        for (var fault : FAULTS.entrySet()) {
            try (var server = new FaultServer(success(), fault.getValue());
                    var client = Way.client(server.url()).maxRetries(0).build()) {
                way.call(client);
                way.failure(client);
                seen.add(fault.getKey() + ": " + (server.requests().size() - 1) + " on "
                        + (server.requests().get(1).nth() == 2 ? "a kept-alive connection" : "another connection"));
            }
        }
        assertThat(seen).allSatisfy(line -> assertThat(line).endsWith(": 1 on a kept-alive connection"));
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void anAnswerThatInvitesToRepeatArrivesAsItWasSent(Way way) throws Exception {
        for (int status : List.of(408, 503)) {
            try (var server = new FaultServer(answer(status, "{\"message\":\"not now\"}", "Retry-After: 0"));
                    var client = Way.client(server.url()).maxRetries(0).build()) {
                assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.retryAfter()).contains(Duration.ZERO);
                    assertThat(e.response().headers().get("Retry-After")).containsExactly("0");
                    assertThat(e.response().body()).contains("not now");
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void notAgainWithTheCredentialsOfAHandedInClient(Way way) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .authenticator((route, response) -> again(response.request()))
                .build();
        try (var server = new FaultServer(answer(401, "{\"message\":\"Unauthorized\"}"));
                var client = Way.client(server.url()).httpClient(http).build()) {
            assertThat(way.failure(client))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.status()).isEqualTo(401));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void notAgainThroughAnInterceptorThatRepeats(Way way) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    return chain.proceed(chain.request());
                })
                .build();
        try (var server = new FaultServer(answer(500, ""));
                var client =
                        Way.client(server.url()).httpClient(http).maxRetries(0).build()) {
            RealtimeKitException e = way.failure(client);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(e)
                    .hasMessageContaining(
                            "no complete answer, java.net.ProtocolException: an interceptor would send it again after HTTP 500");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static Request again(Request request) {
        return request.newBuilder().header("X-Again", "1").build();
    }
}
