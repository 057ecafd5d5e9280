package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A status below 200 is no response: it is like a lost connection, which is closed. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class StatusBelow200Test {
    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
    private static final String NONE = "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n";
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\n\r\n";
    private static final List<Named<Reaction>> STATUSES = List.of(
            named("101", connection -> connection.write(SWITCHING)),
            named("0", connection -> connection.write(NONE)),
            named("103 twice", connection -> connection.write(HINTS + HINTS)));

    static Stream<Arguments> callsAndStatuses() {
        return Call.with(Call.all(), STATUSES);
    }

    @ParameterizedTest
    @MethodSource("callsAndStatuses")
    void isNoResponse(Call call, Reaction status) throws Exception {
        try (var server = new FaultServer().always(status);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
        }
    }

    @EachCall
    void isNoResponseOverHttp2(Call call) throws Exception {
        try (var server = new Http2FaultServer(Http2FaultServer.Fault.HTTP_101);
                var client = OverHttp2Test.http2(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** What follows a 101 on its connection belongs to no later call. */
    @ParameterizedTest
    @MethodSource("callsAndStatuses")
    void connectionIsNotUsedAgain(Call call, Reaction status) throws Exception {
        Reaction withMoreToCome = connection -> {
            status.to(connection);
            answer(409, "{\"message\":\"of the call before\"}").to(connection);
        };
        try (var server = new FaultServer(withMoreToCome);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.failure(client);
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).extracting(FaultServer.Request::nth).containsExactly(1, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("callsAndStatuses")
    void isRetriedLikeALostConnection(Call call, Reaction status) throws Exception {
        try (var server = new FaultServer(status);
                var client = Call.client(server.url()).build()) {
            if (call.operation().idempotent()) {
                assertThat(call.on(client)).isNotNull();
                assertThat(server.requests()).hasSize(2);
            } else {
                assertThat(call.failure(client).attempts()).isEqualTo(1);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }
}
