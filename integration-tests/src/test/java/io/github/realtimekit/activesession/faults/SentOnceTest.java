package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
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

    /** What happens to a request, how long the client waits for it, and whether the request may have been processed. */
    private enum Fault {
        CLOSED(hangUp()),
        RESET(reset()),
        CLOSED_WITHIN_THE_ANSWER(breakOff()),
        TIMEOUT(silence()),
        TIMEOUT_WITHIN_THE_ANSWER(drip()),
        HTTP_408(answer(408, "")),
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

        boolean losesTheWholeAnswer() {
            return compareTo(RESET) <= 0;
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

    static Stream<Arguments> faults() {
        Stream<Arguments> polls = Call.with(Call.notIdempotent(), List.of(Sender.values()))
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

    /** There what is idempotent goes out once more if the connection is lost: one that was idle may be dead. */
    @ParameterizedTest
    @MethodSource("faults")
    void pollIsSentOnceOnAKeptAliveConnection(Call call, Fault fault, Sender sender) throws Exception {
        try (var server = new FaultServer(success(), fault.reaction, fault.reaction);
                var client = client(call, fault, sender, server)) {
            call.on(client);
            assertThat(mayHaveBeenProcessed(call.failure(client))).isEqualTo(fault.leavesOpen());
            assertThat(server.requests().get(1).nth()).as("on the connection").isEqualTo(2);
            assertThat(server.requests())
                    .as("the first call's, and each pass")
                    .hasSize(fault.losesTheWholeAnswer() && call.operation().idempotent() ? 3 : 2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#idempotent")
    void twiceWithAnInterceptorThatRetries(Call call) throws Exception {
        Fault fault = Fault.HTTP_503_AT_ONCE;
        try (var server = new FaultServer().always(fault.reaction);
                var client = client(call, fault, Sender.HANDED_IN_AND_RETRYING, server)) {
            assertThat(mayHaveBeenProcessed(call.failure(client))).isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    private static ActiveSessionClient client(Call call, Fault fault, Sender sender, FaultServer server) {
        return sender.client(server.url())
                .attemptTimeout(Duration.ofSeconds(fault.takesTime() ? 3 : 60))
                .maxRetries(call.operation().idempotent() || !fault.leavesOpen() ? 0 : 2)
                .build();
    }

    private static boolean mayHaveBeenProcessed(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        return e.requestMayHaveBeenProcessed();
    }
}
