package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.reset;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Without retries of ours nothing is sent again, whatever the transport would like to do. */
class SentOnceTest {
    private static final List<Named<Reaction>> LOST =
            List.of(named("closed", hangUp()), named("reset", reset()), named("broken off", breakOff()));
    private static final List<Named<Reaction>> REFUSED = List.of(
            named("407", answer(407, "", "Proxy-Authenticate: Basic realm=\"x\"")),
            named("408", answer(408, "")),
            named("408 with Retry-After: 0", answer(408, "", "Retry-After: 0")),
            named("421", answer(421, "")),
            named("429 with Retry-After: 0", answer(429, "", "Retry-After: 0")),
            named("503", answer(503, "")),
            named("503 with Retry-After: 0", answer(503, "", "Retry-After: 0")));

    static Stream<Arguments> onAFreshConnection() {
        return Call.with(
                Call.all(), Stream.of(LOST, REFUSED).flatMap(List::stream).toList());
    }

    @ParameterizedTest
    @MethodSource
    void onAFreshConnection(Call call, Reaction fault) throws Exception {
        try (var server = new FaultServer(fault);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> onAKeptAliveConnection() {
        return Stream.concat(Call.with(Call.all(), REFUSED), Call.with(Call.notIdempotent(), LOST));
    }

    @ParameterizedTest
    @MethodSource
    void onAKeptAliveConnection(Call call, Reaction fault) throws Exception {
        try (var server = new FaultServer(success(), fault);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).nth()).as("on the connection").isEqualTo(2);
        }
    }

    static Stream<Arguments> idempotentAtMostTwiceAfterALostConnection() {
        return Call.with(Call.idempotent(), LOST);
    }

    /** A connection that was idle may be dead: the transport may try another one. */
    @ParameterizedTest
    @MethodSource
    void idempotentAtMostTwiceAfterALostConnection(Call call, Reaction fault) throws Exception {
        try (var server = new FaultServer(success(), fault, fault);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSizeBetween(2, 3);
        }
    }

    static Stream<Arguments> answerThatInvitesToRetryArrivesAsSent() {
        return Call.with(Call.all(), List.of(408, 503));
    }

    @ParameterizedTest
    @MethodSource
    void answerThatInvitesToRetryArrivesAsSent(Call call, int status) throws Exception {
        try (var server = new FaultServer(answer(status, "{\"message\":\"not now\"}", "Retry-After: 0"));
                var client = Call.client(server.url()).maxRetries(0).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.retryAfter()).contains(Duration.ZERO);
            assertThat(e.response().headers().get("Retry-After")).containsExactly("0");
            assertThat(e.response().body()).contains("not now");
        }
    }

    @EachCall
    void notAgainWithCredentialsOfAHandedInClient(Call call) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .authenticator((route, response) ->
                        response.request().newBuilder().header("X-Again", "1").build())
                .build();
        try (var server = new FaultServer(answer(401, "{\"message\":\"Unauthorized\"}"));
                var client = Call.client(server.url()).httpClient(http).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(401);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @EachCall
    void notAgainThroughAnInterceptorThatRetries(Call call) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    chain.proceed(chain.request()).close();
                    return chain.proceed(chain.request());
                })
                .build();
        try (var server = new FaultServer(answer(500, ""));
                var client =
                        Call.client(server.url()).httpClient(http).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }
}
