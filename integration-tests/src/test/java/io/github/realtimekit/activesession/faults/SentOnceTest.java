package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is not idempotent is sent at most once, and anything is if no retries are allowed, whatever the transport would
 * like to do; and the exception says whether the request may have been processed.
 */
@Execution(ExecutionMode.CONCURRENT)
class SentOnceTest {
    private static final String NOW = "Retry-After: 0";

    @TempDir
    static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = Certificate.in(folder);
    }

    /** What happens to a request, how long the client waits for it, and whether the request may have been processed. */
    private enum Fault {
        CLOSED(hangUp()),
        RESET(reset()),
        CLOSED_WITHIN_THE_ANSWER(breakOff()),
        TIMEOUT(silence()),
        TIMEOUT_WITHIN_THE_ANSWER(drip()),
        HTTP_408(answer(408, "")),
        HTTP_408_AT_ONCE(answer(408, "", NOW)),
        HTTP_500_AT_ONCE(answer(500, "", NOW)),
        HTTP_502(answer(502, "")),
        HTTP_503(answer(503, "")),
        HTTP_503_AT_ONCE(answer(503, "", NOW)),
        HTTP_407(answer(407, "", "Proxy-Authenticate: Basic realm=\"x\"")),
        HTTP_421(answer(421, "")),
        HTTP_429_AT_ONCE(answer(429, "", NOW));

        private final Reaction reaction;

        Fault(Reaction reaction) {
            this.reaction = reaction;
        }

        boolean takesTime() {
            return this == TIMEOUT || this == TIMEOUT_WITHIN_THE_ANSWER;
        }

        boolean losesTheConnection() {
            return compareTo(CLOSED_WITHIN_THE_ANSWER) <= 0;
        }

        boolean leavesOpen() {
            return compareTo(HTTP_407) < 0;
        }
    }

    /** Who sends: our own transport, a client that was handed in, one whose interceptor retries what failed. */
    private enum Sender {
        OWN,
        HANDED_IN,
        HANDED_IN_AND_RETRYING;

        ActiveSessionClient.Builder client(String url) {
            ActiveSessionClient.Builder client = Call.client(url);
            return switch (this) {
                case OWN -> client;
                case HANDED_IN -> client.httpClient(new OkHttpClient());
                case HANDED_IN_AND_RETRYING ->
                    client.httpClient(new OkHttpClient.Builder()
                            .addInterceptor(Sender::untilItWorks)
                            .build());
            };
        }

        private static Response untilItWorks(Interceptor.Chain chain) throws IOException {
            for (int attempt = 1; ; attempt++) {
                try {
                    Response response = chain.proceed(chain.request());
                    if (response.isSuccessful() || attempt == 3) {
                        return response;
                    }
                    response.close();
                } catch (IOException e) {
                    if (attempt == 3) {
                        throw e;
                    }
                }
            }
        }
    }

    static Stream<Arguments> pollsAndSenders() {
        return Call.with(Call.notIdempotent(), List.of(Sender.values()));
    }

    static Stream<Arguments> faults() {
        Stream<Arguments> polls = pollsAndSenders()
                .flatMap(one -> Stream.of(Fault.values())
                        .filter(fault -> fault.leavesOpen() || one.get()[1] != Sender.HANDED_IN_AND_RETRYING)
                        .map(fault -> Arguments.of(one.get()[0], fault, one.get()[1])));
        Stream<Arguments> others = Call.idempotent()
                .flatMap(call -> Stream.of(Fault.values())
                        .filter(fault -> !fault.takesTime())
                        .map(fault -> Arguments.of(call, fault, Sender.OWN)));
        return Stream.concat(polls, others);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void callIsSentOnceOnAFreshConnection(Call call, Fault fault, Sender sender) throws Exception {
        try (var server = new FaultServer(fault.reaction);
                var client = client(call, fault, sender, server)) {
            assertThat(mayHaveBeenProcessed(call.failure(client))).isEqualTo(fault.leavesOpen());
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** There the transport may try another connection for what is idempotent, since one that was idle may be dead. */
    @ParameterizedTest
    @MethodSource("faults")
    void pollIsSentOnceOnAKeptAliveConnection(Call call, Fault fault, Sender sender) throws Exception {
        try (var server = new FaultServer(success(), fault.reaction, fault.reaction);
                var client = client(call, fault, sender, server)) {
            call.on(client);
            assertThat(mayHaveBeenProcessed(call.failure(client))).isEqualTo(fault.leavesOpen());
            assertThat(server.requests().get(1).nth()).as("on the connection").isEqualTo(2);
            int atMost = fault.losesTheConnection() && call.operation().idempotent() ? 3 : 2;
            assertThat(server.requests()).hasSizeBetween(2, atMost);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#idempotent")
    void interceptorThatRetriesSendsAtMostTwice(Call call) throws Exception {
        try (var server = new FaultServer().always(Fault.HTTP_500_AT_ONCE.reaction);
                var client = client(call, Fault.HTTP_500_AT_ONCE, Sender.HANDED_IN_AND_RETRYING, server)) {
            assertThat(mayHaveBeenProcessed(call.failure(client))).isTrue();
            assertThat(server.requests()).hasSizeBetween(1, 2);
        }
    }

    private static ActiveSessionClient client(Call call, Fault fault, Sender sender, FaultServer server) {
        return sender.client(server.url())
                .attemptTimeout(Duration.ofSeconds(fault.takesTime() ? 3 : 60))
                .maxRetries(call.operation().idempotent() || !fault.leavesOpen() ? 0 : 2)
                .build();
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void unreadableAnswerMeansProcessed(Call poll, Sender sender) throws Exception {
        try (var server = new FaultServer(answer(poll.operation().success(), "{\"success\":true,\"data\":["));
                var client = sender.client(server.url()).build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).isInstanceOf(UnreadableResponseException.class);
            assertThat(mayHaveBeenProcessed(e)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void withoutAConnectionNothingWasProcessed(Call poll, Sender sender) throws Exception {
        try (var nobody = RetriesTest.nobodyListens();
                var client =
                        sender.client(RetriesTest.url(nobody)).maxRetries(0).build()) {
            assertThat(mayHaveBeenProcessed(poll.failure(client))).isFalse();
        }
    }

    @EachCall
    void withoutAnAddressNothingWasProcessed(Call call) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(name -> {
                    throw new UnknownHostException(name);
                })
                .build();
        try (var client = Call.client("https://api.example")
                .httpClient(http)
                .maxRetries(0)
                .build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).hasCauseInstanceOf(UnknownHostException.class);
            assertThat(mayHaveBeenProcessed(e)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void untrustedServerProcessedNothing(Call poll, Sender sender) throws Exception {
        try (var stranger = new FaultServer(certificate);
                var client = sender.client(stranger.url()).maxRetries(0).build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).isInstanceOf(TransportException.class).hasCauseInstanceOf(SSLException.class);
            assertThat(mayHaveBeenProcessed(e)).isFalse();
            assertThat(stranger.requests()).isEmpty();
        }
    }

    static Stream<Arguments> answerThatInvitesToRetryArrivesAsSent() {
        return Call.with(Call.all(), List.of(408, 503));
    }

    @ParameterizedTest
    @MethodSource
    void answerThatInvitesToRetryArrivesAsSent(Call call, int status) throws Exception {
        try (var server = new FaultServer(answer(status, "{\"message\":\"not now\"}", NOW));
                var client = Call.client(server.url()).maxRetries(0).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.retryAfter()).contains(Duration.ZERO);
            assertThat(e.response().headers().get("Retry-After")).containsExactly("0");
            assertThat(e.response().body()).contains("not now");
        }
    }

    @EachCall
    void credentialsOfAHandedInClientAreNotSent(Call call) throws Exception {
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

    private static boolean mayHaveBeenProcessed(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        return e.requestMayHaveBeenProcessed();
    }
}
