package io.github.realtimekit.activesession.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.trafficlistener.DoNothingWiremockNetworkTrafficListener;
import io.github.realtimekit.activesession.faults.Http2FaultServer.Fault;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where no client was handed in and the service speaks HTTP/2, all calls share a connection. */
@Timeout(120)
class OwnTransportOverHttp2Test {
    @TempDir
    static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = Certificate.in(folder);
    }

    @Test
    void allOperationsSucceedOnOneConnection() {
        AtomicInteger connections = new AtomicInteger();
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificate.file().toString())
                .keystoreType("PKCS12")
                .keystorePassword(Certificate.PASSWORD)
                .keyManagerPassword(Certificate.PASSWORD)
                .networkTrafficListener(new DoNothingWiremockNetworkTrafficListener() {
                    @Override
                    public void opened(Socket socket) {
                        connections.incrementAndGet();
                    }
                }));
        for (Op op : Op.values()) {
            server.stubFor(any(urlPathMatching(".*" + op.path()))
                    .willReturn(aResponse().withStatus(op.status()).withBody(op.body())));
        }
        server.start();
        try (var client = certificate.trustedBy(Way.client("https://localhost:" + server.httpsPort()))) {
            Way.all().forEach(way -> assertThat(way.call(client)).isNotNull());
            assertThat(server.getAllServeEvents())
                    .hasSize((int) Way.all().count())
                    .allSatisfy(event ->
                            assertThat(event.getRequest().getProtocol()).isEqualTo("HTTP/2.0"));
            assertThat(connections).hasValue(1);
        } finally {
            server.stop();
        }
    }

    @Test
    @Tag("slow")
    void aDeadConnectionIsSoonReplaced() throws Exception {
        Together together = new Together();
        Way.all()
                .forEach(way -> together.add(way.toString(), "answered on connection 2", () -> {
                    try (var server = new Http2FaultServer(certificate, Fault.DEAD_CONNECTION, Fault.NONE)
                                    .answering(way.op());
                            var client = certificate.trustedBy(
                                    Way.client(server.url()).timeout(Duration.ofSeconds(45)))) {
                        if (way.op() == Op.CREATE_POLL) {
                            way.failure(client);
                        }
                        way.call(client);
                        return "answered on connection " + server.connections();
                    }
                }));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @RepeatedTest(10)
    void closingTheClientClosesTheConnectionsOfItsCallsInFlight() throws Exception {
        try (var server = new Http2FaultServer(certificate, Fault.SILENCE)) {
            try (var client = certificate.trustedBy(Way.client(server.url()))) {
                for (int i = 0; i < 8; i++) {
                    for (Op op : Op.values()) {
                        op.start(client, Way.MEETING);
                    }
                }
                assertThat(server.readRequestsWithin(8 * Op.values().length, Duration.ofSeconds(20)))
                        .isTrue();
            }
            assertThat(server.sawAllConnectionsGoWithin(Duration.ofSeconds(20))).isTrue();
        }
    }
}
