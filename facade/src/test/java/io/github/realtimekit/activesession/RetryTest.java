package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which attempts are retried, what is sent within an attempt, and what may have been processed. */
class RetryTest {
    private static Step reset(ErrorCode code) {
        return Step.failing(() -> new StreamResetException(code));
    }

    static Stream<Arguments> endsOfAnAttempt() {
        Class<?> transport = TransportException.class;
        Class<?> server = ServerException.class;
        Class<?> api = ApiException.class;
        Class<?> unreadable = UnreadableResponseException.class;
        return Stream.of(
                // exception, retried if repeatable, retried if a poll, may have been processed
                Arguments.of("no connection", Step.refused(), transport, true, true, false),
                Arguments.of("REFUSED_STREAM", reset(ErrorCode.REFUSED_STREAM), transport, true, true, false),
                Arguments.of("shut down", Step.failing(ConnectionShutdownException::new), transport, true, true, false),
                Arguments.of("CANCEL", reset(ErrorCode.CANCEL), transport, true, false, true),
                Arguments.of("closed", Step.closed(), transport, true, false, true),
                Arguments.of("reset", Step.reset(), transport, true, false, true),
                Arguments.of("cut off", Step.answer(200, "{}").cutOff(), transport, true, false, true),
                Arguments.of("404 that is cut off", Step.answer(404, "{}").cutOff(), api, false, false, false),
                Arguments.of("503 that is cut off", Step.answer(503, "{}").cutOff(), server, true, false, true),
                Arguments.of("429", Step.answer(429, ""), RateLimitException.class, true, true, false),
                Arguments.of("408", Step.answer(408, ""), api, true, false, true),
                Arguments.of("500", Step.answer(500, ""), server, true, false, true),
                Arguments.of("503", Step.answer(503, "", "Retry-After: 0"), server, true, false, true),
                Arguments.of("530", Step.answer(530, "<html>"), server, true, false, true),
                Arguments.of("302", Step.answer(302, "", "Location: /a"), api, false, false, false),
                Arguments.of("401", Step.answer(401, ""), AuthenticationException.class, false, false, false),
                Arguments.of("404", Step.answer(404, ""), api, false, false, false),
                Arguments.of("421", Step.answer(421, ""), api, false, false, false),
                Arguments.of("not JSON", Step.answer(200, "<html>"), unreadable, false, false, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endsOfAnAttempt")
    void everyEndOfAnAttemptIsRetriedAsPromised(
            String name, Step step, Class<?> type, boolean retried, boolean pollRetried, boolean processed) {
        for (OperationCall call : OperationCall.all()) {
            MemoryNetwork network = new MemoryNetwork(step);
            ActiveSessionClient.Builder builder = network.client().maxRetries(1);

            RealtimeKitException failure = call.failure(RealtimeKitException.class, builder);

            int attempts = (call.repeatable() ? retried : pollRetried) ? 2 : 1;
            assertThat(failure).as(says("exception", call, name)).isExactlyInstanceOf(type);
            assertThat(failure.attempts())
                    .as(says("number of attempts", call, name))
                    .isEqualTo(attempts);
            assertThat(failure.requestMayHaveBeenProcessed())
                    .as(says("requestMayHaveBeenProcessed", call, name))
                    .isEqualTo(processed);
            assertThat(network.backoffs())
                    .as(says("number of backoffs", call, name))
                    .hasSize(attempts - 1);
            boolean mayExist = !call.repeatable() && processed;
            assertThat(network.requests())
                    .as(says("number of requests", call, name))
                    .hasSizeLessThanOrEqualTo(mayExist ? 1 : 3 * attempts);
        }
    }

    /** The first line of a failure. */
    private static String says(String promise, OperationCall call, String end) {
        return """
                %s of %s whose attempts end with '%s' is not as promised: fix RetryPolicy or SendGuard, \
                or else change this table and the sections on retries in README.md and DESIGN.md""".formatted(promise, call, end);
    }

    @EachOperation
    void aDeadIdleConnectionCostsNoAttempt(OperationCall call) {
        // Only the second request finds a connection that was used before.
        MemoryNetwork network = new MemoryNetwork(call.success(), Step.closed(), call.success());

        try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
            call.on(client);
            if (call.repeatable()) {
                assertThat(call.on(client)).isEqualTo(call.value());
                assertThat(network.requests()).hasSize(3);
            } else {
                RealtimeKitException failure = call.failureOn(RealtimeKitException.class, client);
                assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
                assertThat(failure)
                        .hasMessageContaining("no complete response: java.io.IOException: unexpected end of");
                assertThat(network.requests()).hasSize(2);
                assertThat(network.connections()).as("no second one was opened").isEqualTo(1);
            }
        }
    }

    static Stream<Arguments> histories() {
        Step busy = Step.answer(429, "");
        Step down = Step.answer(503, "");
        Step wrong = Step.answer(400, "");
        Step refuses = Step.answer(200, "{\"success\":false,\"error\":{\"message\":\"no\"}}");
        return Stream.of(
                Arguments.of(List.of(Step.closed(), wrong), true),
                Arguments.of(List.of(Step.refused(), busy, wrong), false),
                Arguments.of(List.of(down, busy, wrong), true),
                Arguments.of(List.of(down, Step.refused(), Step.refused()), true),
                Arguments.of(List.of(busy, refuses), false),
                Arguments.of(List.of(down, refuses), true));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void mayHaveBeenProcessedCountsEveryAttempt(List<Step> history, boolean processed) {
        for (OperationCall call :
                OperationCall.all().stream().filter(OperationCall::repeatable).toList()) {
            MemoryNetwork network = new MemoryNetwork(history.toArray(Step[]::new));

            RealtimeKitException failure = call.failure(RealtimeKitException.class, network.client());

            assertThat(failure.attempts()).as("%s", call).isEqualTo(history.size());
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isEqualTo(processed);
        }
    }

    @EachOperation
    void anIdleConnectionThatWasResetCostsNoAttempt(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success().thenReset(), call.success());

        try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
            call.on(client);
            assertThat(call.on(client)).isEqualTo(call.value());
        }
        assertThat(network.requests()).hasSizeBetween(2, 3);
    }
}
