package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which attempts are retried, and what an exception says about all attempts of the call. */
class RetryTest {
    /** How an attempt ends, and what follows from it. */
    private record AttemptCase(String name, Step step, boolean retried, boolean pollRetried, boolean leavesOpen) {
        boolean retried(TestCall call) {
            return call.idempotent() ? retried : pollRetried;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<AttemptCase> WITHOUT_RESPONSE = List.of(
            new AttemptCase("connection never made", Step.refused(), true, true, false),
            new AttemptCase("connection closed", Step.closed(), true, false, true),
            new AttemptCase("connection reset", Step.reset(), true, false, true),
            new AttemptCase("closed within the response", Step.answer(200, "{}").cutOff(), true, false, true),
            new AttemptCase("closed within a refusal", Step.answer(404, "{}").cutOff(), true, false, true),
            new AttemptCase("attempt timed out", Step.silent(), true, false, true));

    private static List<AttemptCase> cases() {
        IntStream open = IntStream.of(408, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530);
        IntStream closed = IntStream.of(302, 400, 401, 403, 404, 407, 409, 415, 421, 422);
        return Stream.of(
                        WITHOUT_RESPONSE.stream(),
                        Stream.of(new AttemptCase("429", Step.answer(429, ""), true, true, false)),
                        open.mapToObj(s -> new AttemptCase("" + s, Step.answer(s, ""), true, false, true)),
                        closed.mapToObj(s -> new AttemptCase("" + s, Step.answer(s, ""), false, false, false)))
                .flatMap(cases -> cases)
                .toList();
    }

    static Stream<Arguments> callsAndCases() {
        return TestCall.all().stream().flatMap(call -> cases().stream().map(attempt -> Arguments.of(call, attempt)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsAndCases")
    void attemptsFollowTheTable(TestCall call, AttemptCase attempt) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), attempt.step(), attempt.step(), call.success());

        try (ActiveSessionClient client = network.client().maxRetries(1).build()) {
            RealtimeKitException failure = catchThrowableOfType(RealtimeKitException.class, () -> call.on(client));

            int attempts = attempt.retried(call) ? 2 : 1;
            assertThat(failure.attempts()).isEqualTo(attempts);
            assertThat(network.connections()).isEqualTo(attempts);
            assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(attempt.leavesOpen());
            assertThat(failure)
                    .isInstanceOf(WITHOUT_RESPONSE.contains(attempt) ? TransportException.class : ApiException.class);
        }
    }

    static Stream<Arguments> retried() {
        return callsAndCases().filter(arguments -> {
            Object[] pair = arguments.get();
            return ((AttemptCase) pair[1]).retried((TestCall) pair[0]);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("retried")
    void succeedsAfterARetry(TestCall call, AttemptCase attempt) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), attempt.step(), call.success());

        try (ActiveSessionClient client = network.client().build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(network.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void zeroRetriesMakeOneAttempt(TestCall call) {
        for (Step step : List.of(Step.refused(), Step.closed(), Step.answer(429, ""), Step.answer(503, ""))) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step, call.success());
            try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
                RealtimeKitException failure = catchThrowableOfType(RealtimeKitException.class, () -> call.on(client));

                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(network.connections()).isEqualTo(1);
            }
        }
    }

    static Stream<Arguments> histories() {
        Step busy = Step.answer(429, "");
        Step down = Step.answer(503, "");
        Step gone = Step.answer(404, "");
        Step wrong = Step.answer(400, "");
        Step unreadable = Step.answer(200, "<html>");
        Step refuses = Step.answer(200, "{\"success\":false,\"error\":{\"message\":\"no\"}}");
        return Stream.of(
                Arguments.of(List.of(down, gone), true),
                Arguments.of(List.of(Step.closed(), gone), true),
                Arguments.of(List.of(Step.silent(), wrong), true),
                Arguments.of(List.of(busy, wrong), false),
                Arguments.of(List.of(Step.refused(), gone), false),
                Arguments.of(List.of(Step.refused(), busy, wrong), false),
                Arguments.of(List.of(busy, down, gone), true),
                Arguments.of(List.of(down, busy, wrong), true),
                Arguments.of(List.of(down, Step.refused(), Step.refused()), true),
                Arguments.of(List.of(busy, Step.refused(), busy), false),
                Arguments.of(List.of(busy, unreadable), true),
                Arguments.of(List.of(busy, refuses), false),
                Arguments.of(List.of(down, refuses), true));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void mayHaveBeenProcessedSpansAllAttempts(List<Step> history, boolean leavesOpen) {
        for (TestCall call : TestCall.all()) {
            if (!call.idempotent()) {
                continue;
            }
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), history.toArray(Step[]::new));
            try (ActiveSessionClient client = network.client().build()) {
                RealtimeKitException failure = catchThrowableOfType(RealtimeKitException.class, () -> call.on(client));

                assertThat(failure.attempts()).as("%s", call).isEqualTo(history.size());
                assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isEqualTo(leavesOpen);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void eachCallHasItsOwnRetries(TestCall call) {
        Step busy = Step.answer(429, "");
        MemoryNetwork network =
                new MemoryNetwork(new VirtualClock(), busy, busy, call.success(), busy, busy, call.success());

        try (ActiveSessionClient client = network.client().build()) {
            for (Object result : Arrays.asList(call.on(client), call.on(client))) {
                assertThat(result).isNotNull();
            }
        }
        assertThat(network.requests()).hasSize(6);
    }
}
