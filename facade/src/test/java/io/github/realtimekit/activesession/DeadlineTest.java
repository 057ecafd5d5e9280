package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** One deadline for the whole call: attempts and backoffs count. */
class DeadlineTest {
    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @EveryCall
    void aBackoffThatDoesNotFitFailsTheCallAtOnce(TestCall call) {
        Step busy = Step.answer(429, "", "Retry-After: 9").after(seconds(1));
        MemoryNetwork network = new MemoryNetwork(busy);

        RateLimitException failure =
                call.failure(RateLimitException.class, network.client().timeout(seconds(10)));

        assertThat(failure.retryAfter()).contains(seconds(9));
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(network.backoffs()).isEmpty();
        assertThat(network.requests()).hasSize(1);

        network = new MemoryNetwork(busy, call.success());
        assertThat(call.result(network.client().timeout(seconds(20)))).isNotNull();
        assertThat(network.backoffs()).containsExactly(seconds(9));
    }

    @EveryCall
    void attemptsAndBackoffsCountTogether(TestCall call) {
        for (Step step : new Step[] {Step.answer(429, ""), Step.refused()}) {
            // 3 s, a backoff of 0.5 s, 3 s, a backoff of 1 s, 3 s: the next backoff of 2 s no longer fits into 12 s.
            MemoryNetwork network = new MemoryNetwork(step.after(seconds(3)));

            RealtimeKitException failure = call.failure(
                    RealtimeKitException.class,
                    network.client().timeout(seconds(12)).maxRetries(10));

            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.backoffs()).containsExactly(Duration.ofMillis(500), seconds(1));
        }
    }

    @EveryCall
    void theLastAttemptNamesTheTimeoutOfTheCall(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, "", "Retry-After: 55"), Step.silent().after(seconds(5)));

        assertThat(call.failure(TransportException.class, network.client()))
                .hasMessageContaining("no response within 60 s (2 attempts)");
    }

    @EveryCall
    void anAttemptThatOutlastsTheDeadlineIsTheLast(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(Step.silent().after(seconds(10)));

        TransportException failure =
                call.failure(TransportException.class, network.client().timeout(seconds(10)));

        assertThat(failure).hasMessageContaining("no response within 10 s (1 attempt)");
        assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
        assertThat(network.connections()).isEqualTo(1);

        Duration shortest = Duration.ofNanos(1);
        assertThat(call.failure(
                        TransportException.class,
                        network.client().timeout(shortest).attemptTimeout(shortest)))
                .hasMessageContaining("(1 attempt)");
    }

    @EveryCall
    void theLongestDurationsDoNotOverflow(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, "", "Retry-After: 86400").after(Duration.ofDays(1)),
                Step.answer(429, "", "Retry-After: 99999999999999999999"));

        RateLimitException failure = call.failure(
                RateLimitException.class,
                network.client()
                        .timeout(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))
                        .attemptTimeout(seconds(Long.MAX_VALUE)));

        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.retryAfter()).contains(seconds(Long.MAX_VALUE));
        assertThat(network.backoffs()).containsExactly(Duration.ofDays(1));
    }
}
