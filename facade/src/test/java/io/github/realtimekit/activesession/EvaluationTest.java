package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.Evaluation.Failure;
import io.github.realtimekit.activesession.Evaluation.NotReceived;
import io.github.realtimekit.activesession.Evaluation.Outcome;
import io.github.realtimekit.activesession.Evaluation.Progress;
import io.github.realtimekit.activesession.Evaluation.Received;
import io.github.realtimekit.activesession.Evaluation.Result;
import io.github.realtimekit.activesession.Evaluation.Retry;
import io.github.realtimekit.activesession.Evaluation.Success;
import io.github.realtimekit.activesession.generated.model.KickAllResponseJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attempt means for its call: every row of the tables of exceptions and retries. */
class EvaluationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String REALTIMEKIT = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"none\"}}";
    private static final String GATEWAY = "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"no route\"}]}";

    private static Evaluation<?, ?, KickAllResult> evaluation(Operation operation) {
        return new Evaluation<>(
                operation,
                Json.adapter(KickAllResponseJson.class),
                KickAllResponseJson::getSuccess,
                KickAllResponseJson::getData,
                KickAllResult::new,
                null);
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

    static Stream<Arguments> rows() {
        Class<?> api = ApiException.class;
        Class<?> credentials = AuthenticationException.class;
        String malformed = "{\"errors\":[{\"code\":6003,\"message\":\"malformed\"}]}";
        return Stream.of(
                        // exception, retried if idempotent, retried if a poll, may have been processed
                        List.of(response(404, REALTIMEKIT), NotFoundException.class, false, false, false),
                        List.of(response(404, GATEWAY), api, false, false, false),
                        List.of(response(404, ""), api, false, false, false),
                        List.of(response(401, ""), credentials, false, false, false),
                        List.of(response(403, "{}"), credentials, false, false, false),
                        List.of(response(403, "<html>"), api, false, false, false),
                        List.of(response(400, malformed), credentials, false, false, false),
                        List.of(response(400, REALTIMEKIT), api, false, false, false),
                        List.of(response(302, ""), api, false, false, false),
                        List.of(response(407, ""), api, false, false, false),
                        List.of(response(409, ""), api, false, false, false),
                        List.of(response(421, ""), api, false, false, false),
                        List.of(response(429, ""), RateLimitException.class, true, true, false),
                        List.of(response(408, ""), api, true, false, true),
                        List.of(response(500, ""), api, true, false, true),
                        List.of(response(503, ""), api, true, false, true),
                        List.of(response(530, "<html>"), api, true, false, true),
                        List.of(response(200, REALTIMEKIT), api, false, false, false),
                        List.of(response(200, "<html>"), UnreadableResponseException.class, false, false, true),
                        List.of(response(200, ""), UnreadableResponseException.class, false, false, true),
                        List.of(response(201, "{}"), UnreadableResponseException.class, false, false, true),
                        List.of(response(200, "{\"data\":[]}"), UnreadableResponseException.class, false, false, true),
                        List.of(lost(true), TransportException.class, true, false, true),
                        List.of(lost(false), TransportException.class, true, true, false),
                        List.of(
                                new NotReceived("no token", null, true, false),
                                TransportException.class,
                                false,
                                false,
                                false))
                .map(row -> Arguments.of(row.toArray()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTables(Result result, Class<?> type, boolean idempotent, boolean poll, boolean processed) {
        for (Operation operation : Operation.values()) {
            Outcome<?> outcome = evaluation(operation).evaluate(result, FIRST);

            assertThat(outcome instanceof Retry)
                    .as("%s", operation)
                    .isEqualTo(operation.idempotent() ? idempotent : poll);
            assertThat(exception(outcome)).isExactlyInstanceOf(type);
            assertThat(exception(outcome).requestMayHaveBeenProcessed()).isEqualTo(processed);
            assertThat(exception(outcome).attempts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatAnEarlierAttemptLeftOpenStaysOpen(
            Result result, Class<?> type, boolean idempotent, boolean poll, boolean processed) {
        Outcome<?> outcome = evaluation(Operation.KICK).evaluate(result, progress(2, true, Duration.ofSeconds(60)));

        assertThat(exception(outcome)).isExactlyInstanceOf(type);
        assertThat(exception(outcome).requestMayHaveBeenProcessed()).isTrue();
    }

    @Test
    void a429ForALostPollIsNotRetried() {
        Received made = new Received(response(429, "").response(), null, true);

        Outcome<?> outcome = evaluation(Operation.CREATE_POLL).evaluate(made, FIRST);

        assertThat(outcome).isInstanceOf(Failure.class);
        assertThat(exception(outcome).requestMayHaveBeenProcessed()).isTrue();
        assertThat(evaluation(Operation.KICK).evaluate(made, FIRST)).isInstanceOf(Retry.class);
    }

    @Test
    void backoffDoublesAndRetryAfterIsObeyed() {
        assertThat(evaluation(Operation.KICK).evaluate(response(503, ""), FIRST))
                .extracting("backoff")
                .isEqualTo(Duration.ofMillis(500));
        assertThat(evaluation(Operation.KICK).evaluate(lost(true), progress(2, false, Duration.ofSeconds(9))))
                .extracting("backoff")
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(evaluation(Operation.KICK).evaluate(response(429, "", "Retry-After", "7"), FIRST))
                .extracting("backoff")
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 499, 500})
    void aBackoffThatDoesNotFitIsAFailure(long left) {
        Outcome<?> outcome =
                evaluation(Operation.KICK).evaluate(response(503, ""), progress(1, false, Duration.ofMillis(left)));

        assertThat(outcome).isInstanceOf(Failure.class);
    }

    @Test
    void theLastAttemptIsAFailure() {
        Duration left = Duration.ofSeconds(60);

        assertThat(evaluation(Operation.KICK).evaluate(response(503, ""), progress(2, false, left)))
                .isInstanceOf(Retry.class);
        assertThat(evaluation(Operation.KICK).evaluate(response(503, ""), progress(3, false, left)))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aValueIsASuccess() {
        Outcome<KickAllResult> outcome = evaluation(Operation.KICK_ALL)
                .evaluate(
                        response(200, "{\"data\":{\"kicked_participants_count\":2}}"),
                        progress(2, true, Duration.ZERO));

        assertThat(outcome).isInstanceOf(Success.class);
        assertThat(outcome.get().kickedParticipantsCount()).hasValue(2);
    }

    @Test
    void whatDecodingThrowsIsTheCause() {
        Evaluation<KickAllResponseJson, ?, Object> failing = new Evaluation<>(
                Operation.KICK_ALL,
                Json.adapter(KickAllResponseJson.class),
                KickAllResponseJson::getSuccess,
                KickAllResponseJson::getData,
                (json, fields) -> {
                    throw new IllegalStateException("unforeseen");
                },
                null);

        assertThatThrownBy(() ->
                        failing.evaluate(response(200, "{\"data\":{}}"), FIRST).get())
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessage("kick all participants of meeting 'm': the response cannot be read, decoding failed"
                        + " (HTTP 200, 1 attempt); all participants were kicked")
                .hasRootCauseMessage("unforeseen");
    }

    @Test
    void aBodyThatCannotBeReadIsUnreadable() {
        Received broken = new Received(response(200, "").response(), "it is larger than 16 MiB", false);

        assertThat(exception(evaluation(Operation.GET).evaluate(broken, FIRST)))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageContaining("it is larger than 16 MiB");
    }
}
