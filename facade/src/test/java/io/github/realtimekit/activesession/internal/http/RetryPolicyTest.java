package io.github.realtimekit.activesession.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a call waits before a retry. */
class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void backoffsDoubleToEightSecondsMinusJitter() {
        assertThat(Stream.of(1, 2, 3, 4).map(attempt -> RetryPolicy.backoff(attempt, 0)))
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L);
        assertThat(RetryPolicy.backoff(1, 0.5)).isEqualTo(Duration.ofNanos(437_500_000));
        assertThat(RetryPolicy.backoff(5, 1)).isEqualTo(Duration.ofSeconds(6));
        for (int attempt : List.of(5, 31, 32, 63, 64, 65, Integer.MAX_VALUE)) {
            assertThat(RetryPolicy.backoff(attempt, 0)).isEqualTo(Duration.ofSeconds(8));
        }
    }

    /** Retry-After, Date, and seconds. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             |                               | 0
            1.5                           |                               | 2
            299.997                       |                               | 300
            999999999                     |                               | 999999999
            2147483648                    |                               | 2147483648
            0009223372036854775807        |                               | 9223372036854775807
            9223372036854775808           |                               | 9223372036854775807
            99999999999999999999.5        |                               | 9223372036854775807
            5, 30.2, 7                    |                               | 31
            Sat, 21 Nov 2026 10:00:05 GMT |                               | 5
            Sat, 21 Nov 2026 09:59:59 GMT |                               | 0
            Fri, 31 Dec 9999 23:59:59 GMT |                               | 251607045599
            Sat, 21 Nov 2026 10:00:05 GMT | soon                          | 5
            Sat, 21 Nov 2026 11:00:05 GMT | Sat, 21 Nov 2026 11:00:00 GMT | 5
            Sat, 21 Nov 2026 09:00:00 GMT | Sat, 21 Nov 2026 09:00:05 GMT | 0
            """)
    void secondsAreRoundedUpAndADateIsRelativeToThatOfTheResponse(String header, String date, long seconds) {
        Headers.Builder headers = new Headers.Builder().add("retry-after", header);
        if (date != null) {
            headers.add("Date", date);
        }
        assertThat(RetryAfter.of(headers.build(), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.", "1,x", "1e3", "0x10", "1s", "soon", "٣", "2026-11-21T10:00:05Z"})
    void unreadableRetryAfterIsIgnored(String header) {
        Headers headers =
                new Headers.Builder().addUnsafeNonAscii("Retry-After", header).build();
        assertThat(RetryAfter.of(headers, NOW)).isEmpty();
        assertThat(RetryAfter.of(Headers.of(), NOW)).isEmpty();
    }

    @Test
    void clockIsThatOfTheSystem() {
        Clock real = new Clock();
        assertThat(real.nanoTime()).isBetween(System.nanoTime() - 60_000_000_000L, System.nanoTime());
        assertThat(real.now())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(Stream.generate(real::jitter).limit(1_000))
                .allMatch(jitter -> jitter >= 0 && jitter < 1)
                .doesNotHaveDuplicates();
    }
}
