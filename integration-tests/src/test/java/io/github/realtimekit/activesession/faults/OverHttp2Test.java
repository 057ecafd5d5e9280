package io.github.realtimekit.activesession.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.Http2FaultServer.Fault;
import io.github.realtimekit.activesession.operations.Call;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many requests share one connection here, and the transport has reasons of its own to send one again. */
@Execution(ExecutionMode.CONCURRENT)
class OverHttp2Test {
    static Stream<Arguments> pollsAndFaults() {
        return Call.with(Call.notIdempotent(), Fault.all());
    }

    @ParameterizedTest
    @MethodSource("pollsAndFaults")
    void pollIsSentOnceOnAFreshConnection(Call poll, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(fault).answering(poll.operation());
                var client = impatientFor(fault, server).build()) {
            assertMayExist(poll.failure(client));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pollsAndFaults")
    void pollIsSentOnceOnAKeptAliveConnection(Call poll, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(Fault.NONE, fault).answering(poll.operation());
                var client = impatientFor(fault, server).build()) {
            poll.on(client);
            assertMayExist(poll.failure(client));
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
    void nothingIsSentMoreThanTwiceInAnAttempt(Call call, Fault fault) throws Exception {
        try (var server = new Http2FaultServer(fault).answering(call.operation());
                var client = http2(server.url()).maxRetries(0).build()) {
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).isBetween(1, call.operation().idempotent() ? 2 : 1);
        }
    }

    private static ActiveSessionClient.Builder impatientFor(Fault fault, Http2FaultServer server) {
        return http2(server.url()).attemptTimeout(Duration.ofSeconds(fault == Fault.SILENCE ? 3 : 60));
    }

    /** A client that speaks HTTP/2 without TLS. */
    static ActiveSessionClient.Builder http2(String url) {
        return Call.client(url)
                .httpClient(new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .build());
    }

    private static void assertMayExist(RealtimeKitException e) {
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.requestMayHaveBeenProcessed()).isTrue();
    }
}
