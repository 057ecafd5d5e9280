package io.github.realtimekit.activesession.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.Http2FaultServer.Fault;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests share one connection here, and the transport has reasons of its own to send one again. */
@Timeout(120)
class OverHttp2Test {
    static Stream<Arguments> pollIsSentOnceOnAKeptAliveConnection() {
        return Call.with(Call.notIdempotent(), Fault.all());
    }

    @ParameterizedTest
    @MethodSource
    @Execution(ExecutionMode.CONCURRENT)
    void pollIsSentOnceOnAKeptAliveConnection(Call poll, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(Fault.NONE, fault).answering(poll.operation());
                var client = http2(server.url())
                        .attemptTimeout(Duration.ofSeconds(fault == Fault.SILENCE ? 3 : 60))
                        .build()) {
            poll.on(client);
            RealtimeKitException e = poll.failure(client);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).as("posts, the first one included").isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    static Stream<Arguments> nothingIsSentMoreThanTwiceInAnAttempt() {
        return Call.with(
                Call.all(),
                Fault.lost().stream().filter(fault -> fault != Fault.SILENCE).toList());
    }

    @ParameterizedTest
    @MethodSource
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsSentMoreThanTwiceInAnAttempt(Call call, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(fault).answering(call.operation());
                var client = http2(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(server.requests()).isBetween(1, call.operation().idempotent() ? 2 : 1);
        }
    }

    @Test
    void allCallsSucceedOnOneConnection() throws Exception {
        try (var server = new Http2FaultServer(Certificate.trusted(), Fault.NONE);
                var client = Call.client(server.url()).build()) {
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
    @Execution(ExecutionMode.CONCURRENT)
    void deadConnectionIsSoonReplaced(Call call) throws Exception {
        try (var server = new Http2FaultServer(Certificate.trusted(), Fault.DEAD_CONNECTION, Fault.NONE)
                        .answering(call.operation());
                var client = Call.client(server.url())
                        .timeout(Duration.ofSeconds(45))
                        .build()) {
            if (!call.operation().idempotent()) {
                call.failure(client);
            }
            assertThat(call.on(client)).isNotNull();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void serverThatIsNotTrustedProcessesNothing(boolean handedIn, @TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.in(folder);
        for (Call call : Call.inTurn().toList()) {
            try (var stranger = new Http2FaultServer(certificate, Fault.NONE)) {
                var builder = Call.client(stranger.url()).maxRetries(0);
                try (var client = (handedIn ? builder.httpClient(new OkHttpClient()) : builder).build()) {
                    RealtimeKitException e = call.failure(client);
                    assertThat(e).isInstanceOf(TransportException.class).hasCauseInstanceOf(SSLException.class);
                    assertThat(e.requestMayHaveBeenProcessed()).isFalse();
                    assertThat(stranger.requests()).isZero();
                }
            }
        }
    }

    @RepeatedTest(3)
    void closeEndsTheConnectionsOfCallsInFlight() throws Exception {
        try (var server = new Http2FaultServer(Certificate.trusted(), Fault.SILENCE)) {
            try (var client = Call.client(server.url()).build()) {
                for (int i = 0; i < 8; i++) {
                    for (Operation operation : Operation.values()) {
                        operation.start(client);
                    }
                }
                assertThat(server.readRequestsWithin(8 * Operation.values().length, Duration.ofSeconds(20)))
                        .isTrue();
            }
            server.awaitTheEndOfAllConnections(Duration.ofSeconds(20));
        }
    }

    /** A client that speaks HTTP/2 without TLS. */
    static ActiveSessionClient.Builder http2(String url) {
        return Call.client(url)
                .httpClient(new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .build());
    }
}
