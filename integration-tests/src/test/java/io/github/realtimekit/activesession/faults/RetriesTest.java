package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which calls are retried and how often, as the server counts: a status for each way that OkHttp treats them, since the
 * facade's tests have them all.
 */
@Execution(ExecutionMode.CONCURRENT)
class RetriesTest {
    static Stream<Arguments> idempotentCallsAfterALostConnection() {
        return Call.with(
                Call.all(),
                List.of(
                        named("closed", hangUp()),
                        named("reset", reset()),
                        named("cut off", breakOff()),
                        named("silent", silence())));
    }

    @ParameterizedTest
    @MethodSource
    void idempotentCallsAfterALostConnection(Call call, Reaction fault) throws Exception {
        try (var server = new FaultServer(fault);
                var client = Call.client(server.url())
                        .attemptTimeout(Duration.ofSeconds(3))
                        .build()) {
            if (call.operation().idempotent()) {
                assertThat(call.on(client)).isNotNull();
                assertThat(server.requests()).hasSize(2);
            } else {
                assertThat(call.failure(client).attempts()).isEqualTo(1);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @EachCall
    void anyCallWhenTheConnectionIsRefused(Call call) throws Exception {
        try (var taken = new Socket()) { // so that no other server gets the port
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var client = Call.client("http://127.0.0.1:" + taken.getLocalPort())
                    .maxRetries(1)
                    .build();
            RealtimeKitException e = call.failure(client);
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
        }
    }
}
