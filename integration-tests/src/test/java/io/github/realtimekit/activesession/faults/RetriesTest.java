package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.io.IOException;
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
    private static final String NOW = "Retry-After: 0";

    static Stream<Arguments> idempotentAndTransient() {
        return Call.with(Call.idempotent(), List.of(408, 429, 500, 503));
    }

    @ParameterizedTest
    @MethodSource("idempotentAndTransient")
    void retriesUntilSuccess(Call call, int status) throws Exception {
        Reaction refused = answer(status, "", NOW);
        try (var server = new FaultServer(refused, refused);
                var client = Call.client(server.url()).build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("idempotentAndTransient")
    void retriesNoMoreThanAllowed(Call call, int status) throws Exception {
        try (var server = new FaultServer().always(answer(status, "", NOW));
                var client = Call.client(server.url()).maxRetries(3).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.attempts()).isEqualTo(4);
            assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(status != 429);
            assertThat(server.requests()).hasSize(4);
        }
    }

    static Stream<Arguments> doesNotRetryAFinalAnswer() {
        return Call.with(Call.all(), List.of(300, 307, 401, 404, 407, 409, 421));
    }

    @ParameterizedTest
    @MethodSource
    void doesNotRetryAFinalAnswer(Call call, int status) throws Exception {
        try (var server = new FaultServer(answer(status, "", NOW));
                var client = Call.client(server.url()).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @EachCall
    void retriesAnyCallAfterA429(Call call) throws Exception {
        try (var server = new FaultServer(
                        answer(429, "", NOW), answer(429, "", "Retry-After: Sat, 01 Jan 2022 00:00:00 GMT"));
                var client = Call.client(server.url()).build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).hasSize(3);
        }
    }

    static Stream<Arguments> retriesIdempotentCallsAfterALostConnection() {
        return Call.with(
                Call.all(), List.of(named("closed", hangUp()), named("reset", reset()), named("cut off", breakOff())));
    }

    @ParameterizedTest
    @MethodSource
    void retriesIdempotentCallsAfterALostConnection(Call call, Reaction fault) throws Exception {
        isRetriedIfIdempotent(call, fault, Duration.ofSeconds(60));
    }

    @EachCall
    void retriesIdempotentCallsAfterATimeout(Call call) throws Exception {
        isRetriedIfIdempotent(call, silence(), Duration.ofSeconds(3));
    }

    private static void isRetriedIfIdempotent(Call call, Reaction fault, Duration limit) throws Exception {
        try (var server = new FaultServer(fault);
                var client = Call.client(server.url()).attemptTimeout(limit).build()) {
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
    void retriesAnyCallAfterARefusedConnection(Call call) throws Exception {
        try (var nobody = nobodyListens();
                var client = Call.client(url(nobody)).maxRetries(1).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
        }
    }

    /** A port that is taken, so that no other server gets it, and refuses connections. */
    static Socket nobodyListens() throws IOException {
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return taken;
    }

    static String url(Socket nobody) {
        return "http://127.0.0.1:" + nobody.getLocalPort();
    }
}
