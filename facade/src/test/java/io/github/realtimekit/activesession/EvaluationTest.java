package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.Evaluation.Failure;
import io.github.realtimekit.activesession.Evaluation.NotReceived;
import io.github.realtimekit.activesession.Evaluation.Outcome;
import io.github.realtimekit.activesession.Evaluation.Progress;
import io.github.realtimekit.activesession.Evaluation.Received;
import io.github.realtimekit.activesession.Evaluation.Result;
import io.github.realtimekit.activesession.Evaluation.Retry;
import io.github.realtimekit.activesession.Evaluation.Success;
import io.github.realtimekit.activesession.generated.model.KickAllResponseJson;
import io.github.realtimekit.activesession.generated.model.KickAllResultJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attempt means for its call: every row of the tables of exceptions and retries. */
class EvaluationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String REALTIMEKIT = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"none\"}}";
    private static final String GATEWAY = "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"no route\"}]}";
    private static final String HTML = "<html><body>Attention required</body></html>";

    private static Evaluation<?, ?, KickAllResult> evaluation(
            Operation operation,
            BiFunction<KickAllResultJson, FieldReader, KickAllResult> value,
            KickAllResult ifNotFound) {
        return new Evaluation<>(
                operation,
                KickAllResponseJson.class,
                KickAllResponseJson::getSuccess,
                KickAllResponseJson::getData,
                value,
                Optional.ofNullable(ifNotFound));
    }

    private static Outcome<KickAllResult> evaluate(Operation operation, Result result, Progress progress) {
        return evaluation(operation, KickAllResult::new, null).evaluate(result, progress);
    }

    private static Progress progress(int attempts, boolean lost, Duration left) {
        return new Progress("m", attempts, 2, lost, left, NOW, 0, Tokens.NONE);
    }

    private static final Progress FIRST = progress(1, false, Duration.ofSeconds(60));

    private static Received response(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Received(new ApiResponse(status, Headers.of(headers), bytes, 1, Tokens.NONE), null, false);
    }

    private static NotReceived lost(boolean lost) {
        return new NotReceived("no complete response", new IOException("reset"), false, lost);
    }

    private static RealtimeKitException exception(Outcome<?> outcome) {
        return outcome instanceof Retry<?> retry ? retry.otherwise().exception() : ((Failure<?>) outcome).exception();
    }

    private static Stream<Arguments> rows(
            Class<?> type, boolean idempotent, boolean poll, boolean processed, Result... results) {
        return Stream.of(results).map(result -> Arguments.of(result, type, idempotent, poll, processed));
    }

    static Stream<Arguments> rows() {
        Class<?> api = ApiException.class;
        Class<?> credentials = AuthenticationException.class;
        Class<?> unreadable = UnreadableResponseException.class;
        String malformed = "{\"errors\":[{\"code\":1},{\"code\":6003,\"message\":\"malformed\"}]}";
        byte[] utf16 = ("\ufeff" + REALTIMEKIT).getBytes(StandardCharsets.UTF_16BE);
        Received inUtf16 = new Received(new ApiResponse(404, Headers.of(), utf16, 1, Tokens.NONE), null, false);
        Received madeOfLost = new Received(response(429, "").response(), null, true); // by an interceptor
        NotReceived noToken = new NotReceived("no token", null, true, false);
        return Stream.of(
                        // exception, retried if idempotent, retried if a poll, may have been processed
                        rows(NotFoundException.class, false, false, false, response(404, REALTIMEKIT), inUtf16),
                        rows(api, false, false, false, response(404, GATEWAY), response(404, malformed)),
                        rows(api, false, false, false, response(404, ""), response(404, HTML), response(404, "{")),
                        rows(credentials, false, false, false, response(401, ""), response(401, HTML)),
                        rows(credentials, false, false, false, response(401, GATEWAY), response(401, REALTIMEKIT)),
                        rows(credentials, false, false, false, response(403, "{}"), response(403, "[]")),
                        rows(credentials, false, false, false, response(403, GATEWAY), response(403, REALTIMEKIT)),
                        rows(api, false, false, false, response(403, ""), response(403, HTML), response(403, "{")),
                        rows(api, false, false, false, response(403, "null"), response(403, "\"no\"")),
                        rows(credentials, false, false, false, response(400, malformed)),
                        rows(api, false, false, false, response(400, REALTIMEKIT), response(400, GATEWAY)),
                        rows(api, false, false, false, response(400, ""), response(302, malformed), response(407, "")),
                        rows(api, false, false, false, response(409, malformed), response(421, ""), response(422, "")),
                        rows(RateLimitException.class, true, true, false, response(429, ""), response(429, malformed)),
                        rows(RateLimitException.class, true, false, true, madeOfLost),
                        rows(api, true, false, true, response(408, ""), response(500, malformed), response(503, "")),
                        rows(api, true, false, true, response(520, REALTIMEKIT), response(530, HTML)),
                        rows(api, false, false, false, response(200, REALTIMEKIT), response(299, GATEWAY)),
                        rows(unreadable, false, false, true, response(200, HTML), response(200, "")),
                        rows(unreadable, false, false, true, response(201, "{}"), response(200, "{\"data\":[]}")),
                        rows(TransportException.class, true, false, true, lost(true)),
                        rows(TransportException.class, true, true, false, lost(false)),
                        rows(TransportException.class, false, false, false, noToken))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTables(Result result, Class<?> type, boolean idempotent, boolean poll, boolean processed) {
        for (Operation operation : Operation.values()) {
            Outcome<?> outcome = evaluate(operation, result, FIRST);

            assertThat(outcome instanceof Retry)
                    .as("%s", operation)
                    .isEqualTo(operation.idempotent() ? idempotent : poll);
            assertThat(exception(outcome)).isExactlyInstanceOf(type);
            assertThat(exception(outcome).requestMayHaveBeenProcessed()).isEqualTo(processed);
            assertThat(exception(outcome).attempts()).isEqualTo(1);

            Outcome<?> later = evaluate(operation, result, progress(2, true, Duration.ofSeconds(60)));
            assertThat(later instanceof Retry).isEqualTo(outcome instanceof Retry);
            assertThat(exception(later)).isExactlyInstanceOf(type);
            assertThat(exception(later).requestMayHaveBeenProcessed()).isTrue();
        }
    }

    @Test
    void backoffDoublesAndRetryAfterIsObeyed() {
        for (int status : List.of(408, 429, 503)) {
            assertThat(backoff(response(status, ""), FIRST)).isEqualTo(Duration.ofMillis(500));
            assertThat(backoff(response(status, "", "Retry-After", "soon"), FIRST))
                    .isEqualTo(Duration.ofMillis(500));
            assertThat(backoff(response(status, "", "Retry-After", "7"), FIRST)).isEqualTo(Duration.ofSeconds(7));
        }
        assertThat(backoff(lost(true), progress(2, false, Duration.ofSeconds(9))))
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration backoff(Result result, Progress progress) {
        return ((Retry<?>) evaluate(Operation.KICK, result, progress)).backoff();
    }

    @Test
    void aSessionThatIsNotThereIsAValueOfFind() {
        KickAllResult none = KickAllResult.fromJson("{}");
        Evaluation<?, ?, KickAllResult> find = evaluation(Operation.GET, KickAllResult::new, none);

        assertThat(find.evaluate(response(404, REALTIMEKIT), FIRST).get()).isSameAs(none);
        assertThat(find.evaluate(response(404, GATEWAY), FIRST)).isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, false", "1, 1, false", "1, 499, false", "1, 500, false",
        "1, 501, true", "2, 9999, true", "3, 9999, false", "4, 9999, false"
    })
    void theTimeoutAndMaxRetriesLimitRetries(int attempts, long left, boolean retries) {
        Progress progress = progress(attempts, false, Duration.ofMillis(left));

        assertThat(evaluate(Operation.KICK, response(503, ""), progress) instanceof Retry)
                .isEqualTo(retries);
    }

    @Test
    void aValueIsASuccess() {
        Received response = response(200, "{\"data\":{\"kicked_participants_count\":2}}");

        Outcome<KickAllResult> outcome = evaluate(Operation.KICK_ALL, response, progress(2, true, Duration.ZERO));

        assertThat(outcome).isInstanceOf(Success.class);
        assertThat(outcome.get().kickedParticipantsCount()).hasValue(2);
    }

    @Test
    void whatDecodingThrowsIsTheCause() {
        Evaluation<?, ?, KickAllResult> failing = evaluation(
                Operation.KICK_ALL,
                (json, fields) -> {
                    throw new IllegalStateException("unforeseen");
                },
                null);

        assertThat(exception(failing.evaluate(response(200, "{\"data\":{}}"), FIRST)))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessage("kick all participants of meeting 'm': the response cannot be read, decoding failed"
                        + " (HTTP 200, 1 attempt); all participants were kicked")
                .hasRootCauseMessage("unforeseen");
    }

    @Test
    void everyOperationIsCalledByTheTests() {
        assertThat(TestCall.Kind.values())
                .extracting(Enum::name)
                .as("the constants of TestCall.Kind")
                .contains(Stream.of(Operation.values()).map(Enum::name).toArray(String[]::new));
    }
}
