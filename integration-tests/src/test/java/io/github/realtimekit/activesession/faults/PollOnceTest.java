package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static io.github.realtimekit.activesession.faults.Reactions.drip;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.reset;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A poll is posted at most once, and the exception says whether it may exist. */
class PollOnceTest {
    private static final Map<String, Reaction> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("closed after the request was read", hangUp());
        FAULTS.put("reset after the request was read", reset());
        FAULTS.put("closed in the middle of the answer", breakOff());
        FAULTS.put("timeout after the request was read", silence());
        FAULTS.put("timeout in the middle of the answer", drip());
        FAULTS.put("408", answer(408, ""));
        FAULTS.put("408 with Retry-After: 0", answer(408, "", "Retry-After: 0"));
        FAULTS.put("500 with Retry-After: 0", answer(500, "", "Retry-After: 0"));
        FAULTS.put("502", answer(502, ""));
        FAULTS.put("503", answer(503, ""));
        FAULTS.put("503 with Retry-After: 0", answer(503, "", "Retry-After: 0"));
    }

    /** Who sends: our own transport, a client that was handed in, one whose interceptor repeats what failed. */
    enum Sender {
        OWN,
        HANDED_IN,
        HANDED_IN_AND_REPEATING;

        ActiveSessionClient.Builder client(String url) {
            ActiveSessionClient.Builder client = Way.client(url).attemptTimeout(Duration.ofSeconds(3));
            return switch (this) {
                case OWN -> client;
                case HANDED_IN -> client.httpClient(new OkHttpClient());
                case HANDED_IN_AND_REPEATING ->
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
        return Way.polls().flatMap(way -> Stream.of(Sender.values()).map(sender -> Arguments.of(way, sender)));
    }

    @Test
    void onAFreshConnection() throws Exception {
        Together together = new Together();
        everyFault((name, way, fault, sender) -> together.add(name, "1 post, may exist: true", () -> {
            try (var server = new FaultServer(fault);
                    var client = sender.client(server.url()).build()) {
                boolean mayExist = mayExist(way.failure(client));
                return server.count("/poll") + " post, may exist: " + mayExist;
            }
        }));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @Test
    void onAKeptAliveConnection() throws Exception {
        Together together = new Together();
        everyFault((name, way, fault, sender) ->
                together.add(name, "post 2 of 2 on the connection, may exist: true", () -> {
                    try (var server = new FaultServer(success(), fault);
                            var client = sender.client(server.url()).build()) {
                        way.call(client);
                        boolean mayExist = mayExist(way.failure(client));
                        return "post " + server.requests().get(1).nth() + " of " + server.count("/poll")
                                + " on the connection, may exist: " + mayExist;
                    }
                }));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void thatWasAnsweredWithWhatCannotBeReadExists(Way way, Sender sender) throws Exception {
        try (var server = new FaultServer(answer(201, "{\"success\":true,\"data\":{\"poll\":[}"));
                var client = sender.client(server.url()).build()) {
            RealtimeKitException e = way.failure(client);
            assertThat(e).isInstanceOf(UnreadableResponseException.class).hasMessageContaining("the poll exists");
            assertThat(mayExist(e)).isTrue();
            assertThat(server.count("/poll")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void cannotExistWhenTheConnectionWasRefused(Way way, Sender sender) throws Exception {
        try (var client = sender.client(RepeatsOnTheWireTest.nobodyListens())
                .maxRetries(0)
                .build()) {
            assertThat(mayExist(way.failure(client))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#polls")
    void cannotExistWhenTheNameDidNotResolve(Way way) {
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(name -> {
                    throw new UnknownHostException(name);
                })
                .build();
        try (var client =
                Way.client("https://api.example").httpClient(http).maxRetries(0).build()) {
            RealtimeKitException e = way.failure(client);
            assertThat(e).hasCauseInstanceOf(UnknownHostException.class);
            assertThat(mayExist(e)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndSenders")
    void cannotExistWhenTheCertificateIsNotTrusted(Way way, Sender sender) {
        WireMockServer stranger =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
        stranger.start();
        try (var client = sender.client("https://localhost:" + stranger.httpsPort())
                .attemptTimeout(Duration.ofSeconds(20))
                .maxRetries(0)
                .build()) {
            RealtimeKitException e = way.failure(client);
            assertThat(e).isInstanceOf(TransportException.class).hasCauseInstanceOf(SSLException.class);
            assertThat(mayExist(e)).isFalse();
            assertThat(stranger.getAllServeEvents()).isEmpty();
        } finally {
            stranger.stop();
        }
    }

    private interface Case {
        void add(String name, Way way, Reaction fault, Sender sender);
    }

    private static void everyFault(Case one) {
        Way.polls()
                .forEach(way -> FAULTS.forEach((name, fault) -> Stream.of(Sender.values())
                        .forEach(sender -> one.add(way + ", " + name + ", " + sender, way, fault, sender))));
    }

    private static boolean mayExist(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.getMessage().contains("poll may exist") || e.getMessage().contains("poll exists"))
                .as("what '%s' says of the poll", e.getMessage())
                .isEqualTo(e.requestMayHaveBeenProcessed());
        return e.requestMayHaveBeenProcessed();
    }
}
