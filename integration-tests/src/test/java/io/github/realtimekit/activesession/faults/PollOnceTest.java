package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static io.github.realtimekit.activesession.faults.Reactions.drip;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.reset;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
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

/** What is not idempotent is sent at most once, and the exception says whether it may have been processed. */
@Execution(ExecutionMode.CONCURRENT)
class PollOnceTest {
    @TempDir
    static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = Certificate.in(folder);
    }

    /** What happens to a request, and how long the client waits for it. */
    private record Fault(String name, Reaction reaction, Duration limit) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Fault> FAULTS = List.of(
            fault("closed after the request", hangUp()),
            fault("reset after the request", reset()),
            fault("closed within the answer", breakOff()),
            new Fault("timeout after the request", silence(), Duration.ofSeconds(3)),
            new Fault("timeout within the answer", drip(), Duration.ofSeconds(3)),
            fault("408", answer(408, "")),
            fault("408 with Retry-After: 0", answer(408, "", "Retry-After: 0")),
            fault("500 with Retry-After: 0", answer(500, "", "Retry-After: 0")),
            fault("502", answer(502, "")),
            fault("503", answer(503, "")),
            fault("503 with Retry-After: 0", answer(503, "", "Retry-After: 0")));

    private static Fault fault(String name, Reaction reaction) {
        return new Fault(name, reaction, Duration.ofSeconds(60));
    }

    /** Who sends: our own transport, a client that was handed in, one whose interceptor retries what failed. */
    enum Sender {
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

    static Stream<Arguments> pollsSendersAndFaults() {
        return pollsAndSenders()
                .flatMap(one -> FAULTS.stream().map(fault -> Arguments.of(one.get()[0], one.get()[1], fault)));
    }

    @ParameterizedTest
    @MethodSource("pollsSendersAndFaults")
    void onAFreshConnection(Call poll, Sender sender, Fault fault) throws Exception {
        try (var server = new FaultServer(fault.reaction);
                var client =
                        sender.client(server.url()).attemptTimeout(fault.limit).build()) {
            assertThat(mayExist(poll.failure(client))).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsSendersAndFaults")
    void onAKeptAliveConnection(Call poll, Sender sender, Fault fault) throws Exception {
        try (var server = new FaultServer(success(), fault.reaction);
                var client =
                        sender.client(server.url()).attemptTimeout(fault.limit).build()) {
            poll.on(client);
            assertThat(mayExist(poll.failure(client))).isTrue();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).nth()).as("on the connection").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void existsWhenTheAnswerIsUnreadable(Call poll, Sender sender) throws Exception {
        try (var server = new FaultServer(answer(201, "{\"success\":true,\"data\":{\"poll\":[}"));
                var client = sender.client(server.url()).build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).isInstanceOf(UnreadableResponseException.class);
            assertThat(mayExist(e)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void cannotExistWithoutAConnection(Call poll, Sender sender) throws Exception {
        try (var nobody = RetriesTest.nobodyListens();
                var client =
                        sender.client(RetriesTest.url(nobody)).maxRetries(0).build()) {
            assertThat(mayExist(poll.failure(client))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#notIdempotent")
    void cannotExistWithoutAnAddress(Call poll) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(name -> {
                    throw new UnknownHostException(name);
                })
                .build();
        try (var client = Call.client("https://api.example")
                .httpClient(http)
                .maxRetries(0)
                .build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).hasCauseInstanceOf(UnknownHostException.class);
            assertThat(mayExist(e)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void cannotExistAtAServerThatIsNotTrusted(Call poll, Sender sender) throws Exception {
        try (var stranger = new FaultServer(certificate);
                var client = sender.client(stranger.url()).maxRetries(0).build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).isInstanceOf(TransportException.class).hasCauseInstanceOf(SSLException.class);
            assertThat(mayExist(e)).isFalse();
            assertThat(stranger.requests()).isEmpty();
        }
    }

    private static boolean mayExist(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        return e.requestMayHaveBeenProcessed();
    }
}
