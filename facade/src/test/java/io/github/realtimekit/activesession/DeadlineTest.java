package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One deadline for the whole call: attempts and backoffs count. */
class DeadlineTest {
    private static final String CALLS = "io.github.realtimekit.activesession.TestCall#all";

    @ParameterizedTest
    @MethodSource(CALLS)
    void aBackoffThatFitsIsAwaited(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(
                clock, Step.answer(429, "", "Retry-After: 9").after(Duration.ofSeconds(1)), call.success());

        try (ActiveSessionClient client =
                network.client().timeout(Duration.ofSeconds(20)).build()) {
            assertThat(call.on(client)).isNotNull();
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aBackoffThatDoesNotFitFailsTheCallAtOnce(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(
                clock, Step.answer(429, "", "Retry-After: 9").after(Duration.ofSeconds(1)), call.success());

        try (ActiveSessionClient client =
                network.client().timeout(Duration.ofSeconds(10)).build()) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> call.on(client));

            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
            assertThat(failure.attempts()).isEqualTo(1);
        }
        assertThat(clock.backoffs()).isEmpty();
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void anAbsurdRetryAfterFailsAtOnce(String retryAfter) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, Step.answer(503, "", "Retry-After: " + retryAfter));

        for (TestCall call : TestCall.both(TestCall.Kind.GET)) {
            try (ActiveSessionClient client = network.client().build()) {
                ApiException failure = catchThrowableOfType(ApiException.class, () -> call.on(client));
                assertThat(failure.retryAfter()).get().matches(header -> header.compareTo(Duration.ofSeconds(60)) > 0);
                assertThat(failure.attempts()).isEqualTo(1);
            }
        }
        assertThat(clock.backoffs()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void attemptsAndBackoffsCountTogether(TestCall call) {
        VirtualClock clock = new VirtualClock();
        // 3 s, a backoff of 0.5 s, 3 s, a backoff of 1 s, 3 s: the next backoff of 2 s no longer fits into 12 s.
        MemoryNetwork network = new MemoryNetwork(clock, Step.answer(429, "").after(Duration.ofSeconds(3)));

        try (ActiveSessionClient client =
                network.client().timeout(Duration.ofSeconds(12)).maxRetries(10).build()) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> call.on(client));

            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.retryAfter()).isEmpty();
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void refusedConnectionsCountToo(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, Step.refused().after(Duration.ofSeconds(4)));

        try (ActiveSessionClient client =
                network.client().timeout(Duration.ofSeconds(9)).maxRetries(10).build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void theLastAttemptNamesTheTimeoutOfTheCall(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(
                clock, Step.answer(429, "", "Retry-After: 55"), Step.silent().after(Duration.ofSeconds(5)));

        try (ActiveSessionClient client = network.client().build()) {
            assertThatThrownBy(() -> call.on(client))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("no response within 60 s (2 attempts)");
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void anAttemptThatOutlastsTheDeadlineIsTheLast(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, Step.silent().after(Duration.ofSeconds(10)));

        try (ActiveSessionClient client =
                network.client().timeout(Duration.ofSeconds(10)).build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(failure).hasMessageContaining("no response within 10 s");
        }
        assertThat(network.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void theLongestDurationsDoNotOverflow(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(
                clock,
                Step.answer(429, "", "Retry-After: 86400").after(Duration.ofDays(1)),
                Step.answer(429, "", "Retry-After: 99999999999999999999"));

        try (ActiveSessionClient client = network.client()
                .timeout(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))
                .attemptTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .build()) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> call.on(client));

            assertThat(failure.attempts()).isEqualTo(2);
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofDays(1));
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void theShortestDurationsAllowOneAttempt(TestCall call) {
        MemoryNetwork network =
                new MemoryNetwork(new VirtualClock(), Step.silent().after(Duration.ofNanos(1)));

        try (ActiveSessionClient client = network.client()
                .timeout(Duration.ofNanos(1))
                .attemptTimeout(Duration.ofNanos(1))
                .build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }
}
