package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.reset;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls are repeated and how often, as the server counts. */
class RepeatsOnTheWireTest {
    private static final String NOW = "Retry-After: 0";

    static Stream<Arguments> repeatableAndTransientStatuses() {
        return Way.repeatable()
                .flatMap(way ->
                        Stream.of(408, 429, 500, 502, 503, 504, 520, 530).map(status -> Arguments.of(way, status)));
    }

    static Stream<Arguments> allAndFinalStatuses() {
        return Way.all()
                .flatMap(way -> Stream.of(300, 307, 400, 401, 403, 404, 407, 409, 410, 421, 422)
                        .map(status -> Arguments.of(way, status)));
    }

    @ParameterizedTest
    @MethodSource("repeatableAndTransientStatuses")
    void aTransientAnswerIsRepeatedUntilItIsGood(Way way, int status) throws Exception {
        Reaction refused = answer(status, "", NOW);
        try (var server = new FaultServer(refused, refused);
                var client = Way.client(server.url()).build()) {
            assertThat(way.call(client)).isNotNull();
            assertThat(server.count(way.op().path())).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("repeatableAndTransientStatuses")
    void noMoreThanTheRetriesAllow(Way way, int status) throws Exception {
        try (var server = new FaultServer().always(answer(status, "", NOW));
                var client = Way.client(server.url()).maxRetries(3).build()) {
            assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.attempts()).isEqualTo(4);
                assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(status != 429);
            });
            assertThat(server.count(way.op().path())).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("allAndFinalStatuses")
    void aFinalAnswerIsNotRepeated(Way way, int status) throws Exception {
        try (var server = new FaultServer(answer(status, "", NOW));
                var client = Way.client(server.url()).build()) {
            assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.attempts()).isEqualTo(1);
                assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            });
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#polls")
    void aPollIsRepeatedAfterA429(Way way) throws Exception {
        try (var server = new FaultServer(
                        answer(429, "", NOW), answer(429, "", "Retry-After: Sat, 01 Jan 2022 00:00:00 GMT"));
                var client = Way.client(server.url()).build()) {
            assertThat(way.call(client)).isNotNull();
            assertThat(server.count("/poll")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void eachCallHasItsOwnRetries(Way way) throws Exception {
        Reaction refused = answer(429, "", NOW);
        try (var server = new FaultServer();
                var client = Way.client(server.url()).maxRetries(1).build()) {
            for (int call = 1; call <= 5; call++) {
                server.then(refused);
                way.call(client);
                assertThat(server.requests()).hasSize(2 * call);
            }
        }
    }

    @Test
    void lostConnectionsAndAttemptTimeoutsAreRepeatedButForPolls() throws Exception {
        Map<String, Reaction> faults =
                Map.of("closed", hangUp(), "reset", reset(), "broken off", breakOff(), "silent", silence());
        Together together = new Together();
        Way.all()
                .forEach(way -> faults.forEach((name, fault) -> together.add(
                        way + ", " + name,
                        way.op() == Op.CREATE_POLL ? "1, failed" : "2, succeeded",
                        () -> sent(way, fault))));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @Test
    void everyCallIsRepeatedWhenTheConnectionIsRefused() throws Exception {
        Together together = new Together();
        Way.all()
                .forEach(way -> together.add(way.toString(), "2 attempts, processed: false", () -> {
                    try (var client = Way.client(nobodyListens()).maxRetries(1).build()) {
                        RealtimeKitException e = way.failure(client);
                        return e.attempts() + " attempts, processed: " + e.requestMayHaveBeenProcessed();
                    }
                }));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    private static String sent(Way way, Reaction fault) throws Exception {
        try (var server = new FaultServer(fault);
                var client = Way.client(server.url())
                        .attemptTimeout(Duration.ofSeconds(2))
                        .build()) {
            String end = "succeeded";
            try {
                way.call(client);
            } catch (RealtimeKitException e) {
                end = "failed";
            }
            return server.count(way.op().path()) + ", " + end;
        }
    }

    static String nobodyListens() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }
}
