package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void doublesFromHalfASecondToEight(TestCall call) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, Step.answer(429, ""));

        try (ActiveSessionClient client = network.client().maxRetries(7).build()) {
            assertThatThrownBy(() -> call.on(client)).isInstanceOf(RateLimitException.class);
        }
        assertThat(clock.backoffs())
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
    }

    @Test
    void jitterTakesAwayAtMostAQuarter() {
        assertThat(RetryPolicy.backoff(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(RetryPolicy.backoff(1, 0.5)).isEqualTo(Duration.ofNanos(437_500_000));
        assertThat(RetryPolicy.backoff(1, 1)).isEqualTo(Duration.ofMillis(375));
        assertThat(RetryPolicy.backoff(5, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void everyBackoffHasItsOwnJitter() {
        VirtualClock clock = new VirtualClock();
        clock.jitter(1);
        MemoryNetwork network = new MemoryNetwork(clock, Step.refused());

        try (ActiveSessionClient client = network.client().build()) {
            assertThatThrownBy(() -> client.get("m")).isInstanceOf(TransportException.class);
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofMillis(375), Duration.ofMillis(750));
    }

    @Test
    void staysAtEightSeconds() {
        for (int attempt : List.of(5, 31, 32, 63, 64, 65, 1_000, Integer.MAX_VALUE)) {
            assertThat(RetryPolicy.backoff(attempt, 0)).isEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void jitterIsFromZeroToOne() {
        Clock real = new Clock();
        assertThat(Stream.generate(real::jitter).limit(1_000)).allMatch(jitter -> jitter >= 0 && jitter < 1);
        assertThat(Stream.generate(real::jitter).limit(1_000).distinct()).hasSizeGreaterThan(900);
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void retryAfterIsObeyedWithoutJitter(TestCall call) {
        VirtualClock clock = new VirtualClock();
        clock.jitter(1);
        MemoryNetwork network = new MemoryNetwork(
                clock,
                Step.answer(429, "", "Retry-After: 7"),
                Step.answer(429, "", "retry-after: Sat, 21 Nov 2026 10:00:30 GMT"),
                call.success());

        try (ActiveSessionClient client = network.client().build()) {
            assertThat(call.on(client)).isNotNull();
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(23));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503, 521})
    void retryAfterIsObeyedWithEveryRetriedStatus(int status) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(
                clock,
                Step.answer(status, "", "Retry-After: 3"),
                Step.answer(status, "", "Retry-After: 0"),
                new TestCall(TestCall.Kind.GET, false).success());

        try (ActiveSessionClient client = network.client().build()) {
            assertThat(client.get("m").response().attempts()).isEqualTo(3);
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofSeconds(3), Duration.ZERO);
    }

    static Stream<Arguments> retryAfterValues() {
        return Stream.of(
                Arguments.of("0", Duration.ZERO),
                Arguments.of("1", Duration.ofSeconds(1)),
                Arguments.of(" 12 ", Duration.ofSeconds(12)),
                Arguments.of("007", Duration.ofSeconds(7)),
                Arguments.of("300", Duration.ofMinutes(5)),
                Arguments.of("999999999999999999", Duration.ofSeconds(999999999999999999L)),
                Arguments.of("99999999999999999999", Duration.ofSeconds(Long.MAX_VALUE)),
                Arguments.of("9".repeat(5_000), Duration.ofSeconds(Long.MAX_VALUE)),
                Arguments.of("Sat, 21 Nov 2026 10:00:05 GMT", Duration.ofSeconds(5)),
                Arguments.of("Sat, 21 Nov 2026 10:00:00 GMT", Duration.ZERO),
                Arguments.of("Sat, 21 Nov 2026 09:59:59 GMT", Duration.ZERO),
                Arguments.of("Thu, 01 Jan 1970 00:00:00 GMT", Duration.ZERO),
                Arguments.of(
                        "Fri, 31 Dec 9999 23:59:59 GMT", Duration.between(NOW, Instant.parse("9999-12-31T23:59:59Z"))));
    }

    @ParameterizedTest
    @MethodSource("retryAfterValues")
    void retryAfterIsSecondsOrADate(String header, Duration backoff) {
        assertThat(RetryPolicy.retryAfter(Optional.of(header), NOW)).isEqualTo(backoff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x10",
                "1s",
                "1, 2",
                "soon",
                "٣",
                "null",
                "NaN",
                "Abc, 99 Def 2026 10:00:05 GMT",
                "2026-11-21T10:00:05Z",
                "Sat, 21 Nov 2026"
            })
    void unreadableTextIsNoRetryAfter(String header) {
        assertThat(RetryPolicy.retryAfter(Optional.of(header), NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "soon", ""})
    void anUnreadableRetryAfterIsIgnored(String header) {
        VirtualClock clock = new VirtualClock();
        MemoryNetwork network = new MemoryNetwork(clock, Step.answer(429, "", "Retry-After: " + header));

        try (ActiveSessionClient client = network.client().maxRetries(1).build()) {
            RateLimitException failure = catchThrowableOfType(RateLimitException.class, () -> client.get("m"));
            assertThat(failure.retryAfter()).isEmpty();
        }
        assertThat(clock.backoffs()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aMissingRetryAfterIsNone() {
        assertThat(RetryPolicy.retryAfter(Optional.empty(), NOW)).isNull();
    }
}
