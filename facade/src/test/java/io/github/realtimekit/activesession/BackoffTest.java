package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a call waits before a retry. */
class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @EveryCall
    void doublesFromHalfASecondToEight(TestCall call) {
        for (double jitter : new double[] {0, 1}) {
            MemoryNetwork network = new MemoryNetwork(Step.answer(429, ""));
            network.clock().jitter(jitter);

            assertThat(call.failure(RateLimitException.class, network.client().maxRetries(6)))
                    .isNotNull();
            assertThat(network.backoffs())
                    .extracting(backoff -> backoff.toMillis() / (1 - jitter / 4))
                    .containsExactly(500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0);
        }
    }

    @Test
    void backoffsAreAtMostEightSecondsMinusJitter() {
        assertThat(RetryPolicy.backoff(1, 0.5)).isEqualTo(Duration.ofNanos(437_500_000));
        assertThat(RetryPolicy.backoff(5, 1)).isEqualTo(Duration.ofSeconds(6));
        for (int attempt : List.of(5, 31, 32, 63, 64, 65, 1_000, Integer.MAX_VALUE)) {
            assertThat(RetryPolicy.backoff(attempt, 0)).isEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void theRealClockIsThatOfTheSystem() {
        Clock real = new Clock();
        assertThat(real.nanoTime()).isBetween(System.nanoTime() - 60_000_000_000L, System.nanoTime());
        assertThat(real.now())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(Stream.generate(real::jitter).limit(1_000)).allMatch(jitter -> jitter >= 0 && jitter < 1);
        assertThat(Stream.generate(real::jitter).limit(1_000).distinct()).hasSizeGreaterThan(900);
    }

    @EveryCall
    void retryAfterIsObeyedWithoutJitter(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, "", "Retry-After: 7"),
                Step.answer(429, "", "retry-after: Sat, 21 Nov 2026 10:00:30 GMT"),
                Step.answer(429, "", "Retry-After: 0"),
                call.success());
        network.clock().jitter(1);

        assertThat(call.result(network.client().maxRetries(3))).isNotNull();
        assertThat(network.backoffs()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(23), Duration.ZERO);
    }

    static Stream<Arguments> retryAfterValues() {
        return Stream.of(
                Arguments.of("0", Duration.ZERO),
                Arguments.of("1", Duration.ofSeconds(1)),
                Arguments.of(" 12 ", Duration.ofSeconds(12)),
                Arguments.of("007", Duration.ofSeconds(7)),
                Arguments.of("999999999999999999", Duration.ofSeconds(999999999999999999L)),
                Arguments.of("99999999999999999999", Duration.ofSeconds(Long.MAX_VALUE)),
                Arguments.of("9".repeat(5_000), Duration.ofSeconds(Long.MAX_VALUE)),
                Arguments.of("Sat, 21 Nov 2026 10:00:05 GMT", Duration.ofSeconds(5)),
                Arguments.of("Sat, 21 Nov 2026 10:00:00 GMT", Duration.ZERO),
                Arguments.of("Sat, 21 Nov 2026 09:59:59 GMT", Duration.ZERO),
                Arguments.of(
                        "Fri, 31 Dec 9999 23:59:59 GMT", Duration.between(NOW, Instant.parse("9999-12-31T23:59:59Z"))));
    }

    @ParameterizedTest
    @MethodSource("retryAfterValues")
    void retryAfterIsSecondsOrADate(String header, Duration backoff) {
        assertThat(RetryPolicy.retryAfter(Optional.of(header), NOW)).contains(backoff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "-1", "+1", "1.5", "1e3",
                "0x10", "1s", "1, 2", "soon", "٣", "null",
                "NaN", "Abc, 99 Def 2026 10:00:05 GMT", "2026-11-21T10:00:05Z", "Sat, 21 Nov 2026"
            })
    void unreadableTextIsNoRetryAfter(String header) {
        assertThat(RetryPolicy.retryAfter(Optional.of(header), NOW)).isEmpty();
        assertThat(RetryPolicy.retryAfter(Optional.empty(), NOW)).isEmpty();
    }
}
