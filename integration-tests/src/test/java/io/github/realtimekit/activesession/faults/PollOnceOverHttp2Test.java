package io.github.realtimekit.activesession.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.Http2FaultServer.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many requests share one connection here, and the transport has reasons of its own to send one again. */
class PollOnceOverHttp2Test {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    static Stream<Arguments> pollsAndAnswers() {
        return Way.polls()
                .flatMap(way -> Stream.of(
                        Arguments.of(way, "408", aResponse().withStatus(408)),
                        Arguments.of(way, "502", aResponse().withStatus(502)),
                        Arguments.of(way, "503", aResponse().withStatus(503)),
                        Arguments.of(
                                way, "503 at once", aResponse().withStatus(503).withHeader("Retry-After", "0"))));
    }

    static Stream<Arguments> pollsAndFaults() {
        return Way.polls().flatMap(way -> Fault.all().map(fault -> Arguments.of(way, fault)));
    }

    static Stream<Arguments> allAndFaults() {
        return Way.all()
                .flatMap(way ->
                        Fault.all().filter(fault -> fault != Fault.SILENCE).map(fault -> Arguments.of(way, fault)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pollsAndAnswers")
    void aPollIsPostedOnceWhateverTheAnswer(Way way, String name, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
        try (var client = http2(SERVER.baseUrl()).build()) {
            assertMayExist(way.failure(client));
            assertThat(SERVER.getAllServeEvents())
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getRequest().getProtocol()).isEqualTo("HTTP/2.0"));
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndFaults")
    void aPollIsPostedOnceWhateverHappensToTheStream(Way way, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(fault).answering(way.op());
                var client = impatientFor(fault, server).build()) {
            assertMayExist(way.failure(client));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndFaults")
    void aPollIsPostedOnceWhateverHappensToTheStreamOfAKeptAliveConnection(Way way, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(Fault.NONE, fault).answering(way.op());
                var client = impatientFor(fault, server).build()) {
            way.call(client);
            assertMayExist(way.failure(client));
            assertThat(server.requests()).as("posts, the first one included").isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("allAndFaults")
    void anythingIsSentOnceWithoutRetries(Way way, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(fault).answering(way.op());
                var client = http2(server.url()).maxRetries(0).build()) {
            way.failure(client);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static ActiveSessionClient.Builder impatientFor(Fault fault, Http2FaultServer server) {
        return http2(server.url()).attemptTimeout(Duration.ofSeconds(fault == Fault.SILENCE ? 2 : 20));
    }

    private static ActiveSessionClient.Builder http2(String url) {
        return Way.client(url)
                .httpClient(new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .build());
    }

    private static void assertMayExist(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.requestMayHaveBeenProcessed()).isTrue();
        assertThat(e).hasMessageContaining("the poll may exist");
    }
}
