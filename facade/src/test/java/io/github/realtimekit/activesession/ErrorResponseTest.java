package io.github.realtimekit.activesession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exception an error response is, and what its message has. */
class ErrorResponseTest {
    static Stream<Arguments> madeForTests() {
        String realtimeKit = "{\"success\":false,\"error\":{\"code\":1,\"message\":\"m\"}}";
        String gateway = "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"m\"}]}";
        return Stream.of(
                Arguments.of(404, realtimeKit, NotFoundException.class, false),
                Arguments.of(401, gateway, AuthenticationException.class, false),
                Arguments.of(429, "", RateLimitException.class, false),
                Arguments.of(300, "", ApiException.class, false),
                Arguments.of(408, "<html>", ApiException.class, true),
                Arguments.of(503, realtimeKit, ApiException.class, true),
                Arguments.of(200, realtimeKit, ApiException.class, false),
                Arguments.of(299, gateway, ApiException.class, false));
    }

    @ParameterizedTest
    @MethodSource("madeForTests")
    void fromResponseMakesTheExceptionOfACall(int status, String body, Class<?> type, boolean processed) {
        ApiException failure = ApiException.fromResponse(status, Map.of("cf-ray", "ray-1", "retry-after", "3"), body);

        assertThat(failure).isExactlyInstanceOf(type).hasMessageContaining("HTTP " + status + ", ray ray-1, 1 attempt");
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.rayId()).contains("ray-1");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.response().body()).isEqualTo(body);
        assertThat(failure.errors())
                .isEqualTo(ErrorBody.of(body, Tokens.NONE).errors())
                .isUnmodifiable();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(processed);
        assertThat(ApiException.fromResponse(status, body)).isExactlyInstanceOf(type);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "101, ''", "199, '{\"success\":false}'", "200, ''", "200, {}", "299, '{\"success\":true}'"})
    void fromResponseRefusesWhatIsNoRefusal(int status, String body) {
        assertThatThrownBy(() -> ApiException.fromResponse(status, body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "status must be at least 300, or 2xx with \"success\": false in the body, but is " + status);
    }

    static Stream<String> longBodies() {
        String text = "x".repeat(100_000);
        return Stream.of(
                text,
                " ".repeat(100_000) + text,
                "{\"message\":\"" + text + "\"}",
                "{\"errors\":[" + "{\"message\":\"x\"},".repeat(10_000) + "7]}",
                "{\"errors\":[\"" + text + "\",\"" + text + "\",\"" + text + "\",7]}",
                "{\"errors\":[{\"message\":\"" + text + "\",\"error_chain\":[\"" + text + "\"]},\"" + text + "\"]}");
    }

    @ParameterizedTest
    @MethodSource("longBodies")
    void theMessageIsBoundedAndTheErrorsAreWhole(String body) {
        ApiException failure = ApiException.fromResponse(500, body);

        assertThat(failure.getMessage()).hasSizeLessThan(1_500);
        assertThat(failure.response().body()).isEqualTo(body);
        assertThat(failure.errors()).isEqualTo(ErrorBody.of(body, Tokens.NONE).errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nb", "a\u001bb", "a\u0000b", "a\u0085b", "a\u009bb",
                "a\u2028b", "a\u2029b", "a\u202eb", "a\u200bb", "a\ufeffb",
                "a\u00a0b", "a\tb", "a \n \u0007 b"
            })
    void theMessageIsOneLineWithoutControlCharacters(String body) {
        assertThat(ApiException.fromResponse(500, body)).hasMessageContaining("refused with a b (HTTP 500");
        assertThat(Messages.excerpt(body)).isEqualTo("a b");
    }

    @Test
    void anExcerptIsReadableAndShowsTheWholeLength() {
        assertThat(Messages.excerpt("Größe 会議 😀 €")).isEqualTo("Größe 会議 😀 €");
        assertThat(Messages.excerpt("a\ud800b")).isEqualTo("a b");
        assertThat(Messages.excerpt("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(Messages.excerpt("x".repeat(301))).isEqualTo("x".repeat(300) + "… (301 characters)");
        assertThat(Messages.excerpt("x" + " ".repeat(2_999))).isEqualTo("x");
        assertThat(Messages.excerpt("x" + " ".repeat(3_000))).isEqualTo("x… (3001 characters)");
        assertThat(Messages.excerpt(" ".repeat(2_999) + "x")).isEqualTo("x");
        assertThat(Messages.excerpt(" ".repeat(3_000) + "x")).isEqualTo("… (3001 characters)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "{\"message\":\"T\"}", "{\"error\":\"Bearer T.\"}", "{\"T\":\"T\"}", "[\"T\"", "TTT"})
    void anEchoedTokenIsRedacted(String body) throws Exception {
        String secret = "AbC/dEf+0123456789\\x\"y";
        Tokens tokens = new Tokens(() -> secret);
        tokens.next();
        for (String spelling : List.of(secret, "\\u0041bC\\/dEf\\u002B0123456789\\\\x\\u0022\\u0079")) {
            String echo = "x".repeat(285) + body.replace("T", spelling);
            for (String sent : List.of(echo, echo.substring(285))) {
                ApiResponse response = new ApiResponse(500, Headers.of(), sent.getBytes(UTF_8), 1, tokens);
                ApiException failure = ErrorResponse.exception("get", response, Optional.empty(), false, "", tokens);

                assertThat(failure.toString() + failure.errors())
                        .doesNotContain("0123456789")
                        .doesNotContain("dEf");
            }
        }
    }
}
