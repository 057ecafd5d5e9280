package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exception an error response is, and what its message has. */
class ErrorResponseTest {
    private static final String REALTIMEKIT = "{\"success\":false,\"error\":{\"code\":1,\"message\":\"m\"}}";
    private static final String GATEWAY = "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"m\"}]}";
    private static final String MALFORMED = "{\"success\":false,\"errors\":[{\"code\":6003,\"message\":\"m\"}]}";
    private static final String MISSING =
            "{\"errors\":[{\"code\":1,\"message\":\"m\"},{\"code\":9106,\"message\":\"m\"}]}";
    private static final String BARE = "{\"message\":\"Unauthorized\"}";
    private static final String HTML = "<html><body>Attention required</body></html>";

    private static ApiException refusal(int status, String body, Tokens tokens) {
        ApiResponse response = new ApiResponse(
                status, Headers.of("cf-ray", "8f1a2b3c4d5e6f70-FRA"), body.getBytes(StandardCharsets.UTF_8), 1, tokens);
        return ErrorResponse.exception("get", response, Duration.ofSeconds(3), false, "", tokens);
    }

    static Stream<Arguments> table() {
        List<String> every = List.of("", HTML, BARE, REALTIMEKIT, GATEWAY, MALFORMED, MISSING, "[]", "null", "{");
        return Stream.of(
                        rows(401, every, AuthenticationException.class),
                        rows(
                                403,
                                List.of(BARE, REALTIMEKIT, GATEWAY, MALFORMED, "[]", "{}"),
                                AuthenticationException.class),
                        rows(403, List.of("", HTML, "{", "null", "\"no\""), ApiException.class),
                        rows(400, List.of(MALFORMED, MISSING), AuthenticationException.class),
                        rows(400, List.of("", HTML, BARE, REALTIMEKIT, GATEWAY), ApiException.class),
                        rows(404, List.of(REALTIMEKIT), NotFoundException.class),
                        rows(404, List.of("", HTML, BARE, GATEWAY, MALFORMED, "[]", "{"), ApiException.class),
                        rows(429, every, RateLimitException.class),
                        rows(200, every, ApiException.class),
                        rows(302, every, ApiException.class),
                        rows(409, every, ApiException.class),
                        rows(422, every, ApiException.class),
                        rows(500, every, ApiException.class),
                        rows(530, every, ApiException.class))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(int status, List<String> bodies, Class<?> type) {
        return bodies.stream().map(body -> Arguments.of(status, body, type));
    }

    @ParameterizedTest
    @MethodSource("table")
    void statusAndBodyDecideTheException(int status, String body, Class<?> type) {
        ApiException failure = refusal(status, body, Tokens.NONE);

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.rayId()).contains("8f1a2b3c4d5e6f70-FRA");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.response().body()).isEqualTo(body);
        assertThat(failure.errors())
                .isEqualTo(ErrorBody.of(body, Tokens.NONE).errors())
                .isUnmodifiable();
        assertThat(failure).hasMessageContaining("HTTP " + status);
    }

    static Stream<String> longBodies() {
        String text = "x".repeat(100_000);
        return Stream.of(
                text,
                " ".repeat(100_000) + text,
                "<p>" + text,
                "{\"message\":\"" + text + "\"}",
                "{\"errors\":[" + "{\"message\":\"x\"},".repeat(10_000) + "7]}",
                "{\"errors\":[{\"message\":\"" + text + "\",\"error_chain\":[\"" + text + "\"]},\"" + text + "\"]}",
                "{\"errors\":[\"" + "a".repeat(2_000) + "\",\"" + "b".repeat(2_000) + "\",\"" + "c".repeat(2_000)
                        + "\",7]}");
    }

    @ParameterizedTest
    @MethodSource("longBodies")
    void theMessageIsBoundedAndTheErrorsAreWhole(String body) {
        ApiException failure = refusal(500, body, Tokens.NONE);

        assertThat(failure.getMessage()).hasSizeLessThan(1_500);
        assertThat(failure.response().body()).isEqualTo(body);
        assertThat(failure.errors()).isEqualTo(ErrorBody.of(body, Tokens.NONE).errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nb",
                "a\u001bb",
                "a\u0000b",
                "a\u0085b",
                "a\u009bb",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u200bb",
                "a\ufeffb",
                "a\u00a0b",
                "a\tb",
                "a \n \u0007 b"
            })
    void theMessageIsOneLineWithoutControlCharacters(String body) {
        assertThat(refusal(500, body, Tokens.NONE)).hasMessageContaining("refused with a b (HTTP 500");
        assertThat(Messages.excerpt(body)).isEqualTo("a b");
    }

    @Test
    void otherScriptsStayReadable() {
        assertThat(Messages.excerpt("a\ud800b")).isEqualTo("a b");
        assertThat(Messages.excerpt("Größe 会議 😀 €")).isEqualTo("Größe 会議 😀 €");
    }

    @Test
    void anExcerptShowsTheWholeLength() {
        assertThat(Messages.excerpt("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(Messages.excerpt("x".repeat(301))).isEqualTo("x".repeat(300) + "… (301 characters)");
        assertThat(Messages.excerpt(" ".repeat(5_000) + "x")).isEqualTo("… (5001 characters)");
    }

    static Stream<String> echoes() {
        return Stream.of(
                "T",
                "<html>T</html>",
                "{\"message\":\"T\"}",
                "{\"success\":false,\"error\":{\"message\":\"Bearer T.\"}}",
                "{\"detail\":\"T\"}",
                "{\"T\":\"T\"}",
                "x".repeat(290) + "T",
                "[\"T\"",
                "TTT");
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void anEchoedTokenIsRedacted(String body) throws Exception {
        String secret = "AbC/dEf+0123456789\\x\"y";
        Tokens tokens = new Tokens(() -> secret);
        tokens.next();
        List<String> spellings = List.of(
                secret,
                "AbC/dEf+0123456789\\\\x\\\"y",
                "AbC\\/dEf+0123456789\\\\x\\\"y",
                "AbC\\u002fdEf\\u002B0123456789\\u005cx\\u0022y",
                "\\u0041bC/dEf+0123456789\\\\x\\u0022\\u0079");
        for (String spelling : spellings) {
            ApiException failure = refusal(500, body.replace("T", spelling), tokens);

            for (String text : List.of(failure.getMessage(), failure.errors().toString(), failure.toString())) {
                assertThat(text).doesNotContain("0123456789").doesNotContain("dEf");
            }
        }
    }
}
