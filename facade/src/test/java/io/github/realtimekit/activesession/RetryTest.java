package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How attempts end on a network, and what follows for the call; {@link EvaluationTest} has every row of the tables. */
class RetryTest {
    static Stream<Arguments> endsOfAnAttempt() {
        Class<?> transport = TransportException.class;
        return Stream.of(
                // exception, retried if idempotent, retried if a poll, may have been processed
                Arguments.of("no connection", Step.refused(), transport, true, true, false),
                Arguments.of("closed", Step.closed(), transport, true, false, true),
                Arguments.of("reset", Step.reset(), transport, true, false, true),
                Arguments.of("cut off", Step.answer(200, "{}").cutOff(), transport, true, false, true),
                Arguments.of("cut off in a refusal", Step.answer(404, "{}").cutOff(), transport, true, false, true),
                Arguments.of("silent", Step.silent(), transport, true, false, true),
                Arguments.of("101", Step.raw("HTTP/1.1 101 X\r\n\r\n"), transport, true, false, true),
                Arguments.of("099", Step.raw("HTTP/1.1 099 X\r\n\r\n"), transport, true, false, true),
                Arguments.of("429", Step.answer(429, ""), RateLimitException.class, true, true, false),
                Arguments.of("503", Step.answer(503, ""), ApiException.class, true, false, true),
                Arguments.of("404", Step.answer(404, ""), ApiException.class, false, false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endsOfAnAttempt")
    void attemptsFollowTheTable(
            String name, Step step, Class<?> type, boolean retried, boolean pollRetried, boolean leavesOpen) {
        for (TestCall call : TestCall.all()) {
            MemoryNetwork network = new MemoryNetwork(step, step, call.success());

            RealtimeKitException failure =
                    call.failure(RealtimeKitException.class, network.client().maxRetries(1));

            int attempts = (call.idempotent() ? retried : pollRetried) ? 2 : 1;
            assertThat(failure).as("%s", call).isExactlyInstanceOf(type);
            assertThat(failure.attempts()).as("%s", call).isEqualTo(attempts);
            assertThat(network.connections()).as("%s", call).isEqualTo(attempts);
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isEqualTo(leavesOpen);
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
    void mayHaveBeenProcessedSpansAllAttempts(List<Step> history, boolean leavesOpen) {
        for (TestCall call :
                TestCall.all().stream().filter(TestCall::idempotent).toList()) {
            MemoryNetwork network = new MemoryNetwork(history.toArray(Step[]::new));

            RealtimeKitException failure = call.failure(RealtimeKitException.class, network.client());

            assertThat(failure.attempts()).as("%s", call).isEqualTo(history.size());
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isEqualTo(leavesOpen);
        }
    }
}
