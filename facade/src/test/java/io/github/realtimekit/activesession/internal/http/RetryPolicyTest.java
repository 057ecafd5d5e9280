package io.github.realtimekit.activesession.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which problems a call retries, and how long it waits first. */
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

    private static Response answered(String... retryAfter) {
        Response.Builder response = new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(503)
                .message("Busy");
        for (String value : retryAfter) {
            response.addHeader("Retry-After", value);
        }
        return response.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "2147483646", "2147483647", "soon", "Sat, 21 Nov 2026 10:00:05 GMT", "1.5"})
    void retryAfterThatOkHttpCanReadIsLeftAlone(String value) {
        Response response = answered(value);

        assertThat(RetryAfter.maskForOkHttp(response)).isSameAs(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "9999999999", "99999999999", "7|8", "soon|0"})
    void retryAfterThatOkHttpCannotReadIsMaskedAndRestored(String values) {
        Response response = answered(values.split("\\|"));

        Response masked = RetryAfter.maskForOkHttp(response);

        assertThat(masked.headers("Retry-After")).containsExactly("2147483647");
        assertThat(RetryAfter.restore(masked, response.headers()).headers()).isEqualTo(response.headers());
    }

    static List<Arguments> problemsWithCertificates() {
        CertificateException certificate = new CertificateException("no trusted path");
        CertPathValidatorException revoked = new CertPathValidatorException("revoked");
        CertPathValidatorException undetermined =
                new CertPathValidatorException("no answer", null, null, -1, BasicReason.UNDETERMINED_REVOCATION_STATUS);
        return List.of(
                Arguments.of(certificate, true),
                Arguments.of(new SSLException(certificate), true),
                Arguments.of(new SSLException(revoked), true),
                Arguments.of(new CertificateException(revoked), true),
                Arguments.of(new SSLPeerUnverifiedException("another host"), true),
                Arguments.of(new SSLException(undetermined), false),
                Arguments.of(new CertificateException(undetermined), false),
                Arguments.of(new SSLException("handshake_failure"), false));
    }

    @ParameterizedTest
    @MethodSource("problemsWithCertificates")
    void certificateIsUntrustedUnlessItsRevocationCouldNotBeDetermined(Exception problem, boolean untrusted) {
        assertThat(RetryPolicy.isUntrusted(problem)).isEqualTo(untrusted);
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
