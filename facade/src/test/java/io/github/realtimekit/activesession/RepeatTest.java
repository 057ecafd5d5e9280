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

/** What is repeated, and what an exception then says about all attempts of the call. */
class RepeatTest {
    /** What becomes of an attempt, and what the rules say about it. */
    private record Fate(String name, Step step, boolean repeated, boolean pollRepeated, boolean leavesOpen) {
        boolean repeated(Calling calling) {
            return calling.repeatable() ? repeated : pollRepeated;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Fate> WITHOUT_ANSWER = List.of(
            new Fate("connection never made", Step.refused(), true, true, false),
            new Fate("connection closed", Step.closed(), true, false, true),
            new Fate("connection reset", Step.reset(), true, false, true),
            new Fate("closed within the answer", Step.answer(200, "{}").cutOff(), true, false, true),
            new Fate("closed within a refusal", Step.answer(404, "{}").cutOff(), true, false, true),
            new Fate("attempt timed out", Step.silent(), true, false, true));

    private static List<Fate> fates() {
        IntStream open = IntStream.of(408, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530);
        IntStream closed = IntStream.of(302, 400, 401, 403, 404, 407, 409, 415, 421, 422);
        return Stream.of(
                        WITHOUT_ANSWER.stream(),
                        Stream.of(new Fate("429", Step.answer(429, ""), true, true, false)),
                        open.mapToObj(s -> new Fate("" + s, Step.answer(s, ""), true, false, true)),
                        closed.mapToObj(s -> new Fate("" + s, Step.answer(s, ""), false, false, false)))
                .flatMap(fates -> fates)
                .toList();
    }

    static Stream<Arguments> callingsAndFates() {
        return Calling.all().stream().flatMap(calling -> fates().stream().map(fate -> Arguments.of(calling, fate)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callingsAndFates")
    void isSentAsOftenAsTheTableSays(Calling calling, Fate fate) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), fate.step(), fate.step(), calling.success());

        try (ActiveSessionClient client = network.client().maxRetries(1).build()) {
            RealtimeKitException failure = catchThrowableOfType(RealtimeKitException.class, () -> calling.on(client));

            int attempts = fate.repeated(calling) ? 2 : 1;
            assertThat(failure.attempts()).isEqualTo(attempts);
            assertThat(network.connections()).isEqualTo(attempts);
            assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(fate.leavesOpen());
            assertThat(failure)
                    .isInstanceOf(WITHOUT_ANSWER.contains(fate) ? TransportException.class : ApiException.class);
        }
    }

    static Stream<Arguments> repeated() {
        return callingsAndFates().filter(arguments -> {
            Object[] pair = arguments.get();
            return ((Fate) pair[1]).repeated((Calling) pair[0]);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repeated")
    void succeedsAfterARepeat(Calling calling, Fate fate) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), fate.step(), calling.success());

        try (ActiveSessionClient client = network.client().build()) {
            assertThat(calling.on(client)).isNotNull();
            assertThat(network.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.Calling#all")
    void isSentOnceWithoutRetries(Calling calling) {
        for (Step step : List.of(Step.refused(), Step.closed(), Step.answer(429, ""), Step.answer(503, ""))) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step, calling.success());
            try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
                RealtimeKitException failure =
                        catchThrowableOfType(RealtimeKitException.class, () -> calling.on(client));

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
    void whatIsLeftOpenIsSaidOfAllAttempts(List<Step> history, boolean leavesOpen) {
        for (Calling calling : Calling.all()) {
            if (!calling.repeatable()) {
                continue;
            }
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), history.toArray(Step[]::new));
            try (ActiveSessionClient client = network.client().build()) {
                RealtimeKitException failure =
                        catchThrowableOfType(RealtimeKitException.class, () -> calling.on(client));

                assertThat(failure.attempts()).as("%s", calling).isEqualTo(history.size());
                assertThat(failure.requestMayHaveBeenProcessed())
                        .as("%s", calling)
                        .isEqualTo(leavesOpen);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.Calling#all")
    void aCallTakesNothingFromTheRetriesOfTheNext(Calling calling) {
        Step busy = Step.answer(429, "");
        MemoryNetwork network =
                new MemoryNetwork(new VirtualClock(), busy, busy, calling.success(), busy, busy, calling.success());

        try (ActiveSessionClient client = network.client().build()) {
            for (Object result : Arrays.asList(calling.on(client), calling.on(client))) {
                assertThat(result).isNotNull();
            }
        }
        assertThat(network.requests()).hasSize(6);
    }
}
