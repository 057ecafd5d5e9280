package io.github.realtimekit.activesession.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.faults.Http2FaultServer.Fault;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void allCallsSucceedOnOneConnection() throws Exception {
        try (var server = new Http2FaultServer(certificate, Fault.NONE);
                var client = certificate.trustedBy(Call.client(server.url()))) {
            List<Call> calls = Call.all().toList();
            for (Call call : calls) {
                server.answering(call.operation());
                assertThat(call.on(client)).isNotNull();
            }
            assertThat(server.requests()).isEqualTo(calls.size());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @EachCall
    @Tag("slow")
    void deadConnectionIsSoonReplaced(Call call) throws Exception {
        try (var server = new Http2FaultServer(certificate, Fault.DEAD_CONNECTION, Fault.NONE)
                        .answering(call.operation());
                var client = certificate.trustedBy(Call.client(server.url()).timeout(Duration.ofSeconds(45)))) {
            if (!call.operation().idempotent()) {
                call.failure(client);
            }
            assertThat(call.on(client)).isNotNull();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @RepeatedTest(10)
    void closeEndsTheConnectionsOfCallsInFlight() throws Exception {
        try (var server = new Http2FaultServer(certificate, Fault.SILENCE)) {
            try (var client = certificate.trustedBy(Call.client(server.url()))) {
                for (int i = 0; i < 8; i++) {
                    for (Operation operation : Operation.values()) {
                        operation.start(client);
                    }
                }
                assertThat(server.readRequestsWithin(8 * Operation.values().length, Duration.ofSeconds(20)))
                        .isTrue();
            }
            assertThat(server.sawAllConnectionsGoWithin(Duration.ofSeconds(20))).isTrue();
        }
    }
}
