package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Responses that test doubles of other programs return, but that the service was never seen to send. They are read as
 * far as they are clear, and nothing is guessed.
 */
class OtherTestDoublesTest {
    private static final String BARE_REFUSAL = "{\"success\": false}";
    private static final String WITHOUT_CODE =
            "{\"success\": false, \"errors\": [{\"message\": \"No such participant\"}]}";

    private static ActiveSessionClient.Builder answering(int status, String body) {
        return new MemoryNetwork(Step.answer(status, body)).client().maxRetries(0);
    }

    /** It could be the gateway's: a wrong account must not look like a meeting without a session. */
    @EachOperation
    void bare404DoesNotSayWhatWasNotFound(OperationCall call) {
        ApiException refused = call.failure(ApiException.class, answering(404, BARE_REFUSAL));

        assertThat(refused).isExactlyInstanceOf(ApiException.class);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.errors()).isEmpty();
        assertThat(refused.requestMayHaveBeenProcessed()).isFalse();
    }

    @EachOperation
    void successWithoutDataIsUnreadableAndMayHaveTakenEffect(OperationCall call) {
        for (String body : List.of("{\"success\": true}", "{\"success\": true, \"data\": null}")) {
            int status = call.repeatable() ? 200 : 201;
            RealtimeKitException failure = call.failure(RealtimeKitException.class, answering(status, body));

            assertThat(failure).isExactlyInstanceOf(UnreadableResponseException.class);
            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
        }
    }

    @Test
    void kickWithEmptyDataNamesNobody() {
        for (OperationCall call : OperationCall.both(OperationCall.Kind.KICK)) {
            KickResult kicked = (KickResult) call.result(answering(200, "{\"success\": true, \"data\": {}}"));

            assertThat(kicked.participants()).isEmpty();
            assertThat(kicked.action()).isEmpty();
        }
    }

    @Test
    void kickAllWithEmptyDataCountsNobody() {
        for (OperationCall call : OperationCall.both(OperationCall.Kind.KICK_ALL)) {
            KickAllResult kicked = (KickAllResult) call.result(answering(200, "{\"success\": true, \"data\": {}}"));

            assertThat(kicked.kickedParticipantsCount()).isEmpty();
            assertThat(kicked.action()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("errorsWithoutCode")
    void errorWithoutCodeKeepsItsMessageAndIsWhatItsStatusSays(int status, Class<?> type) {
        for (OperationCall call : OperationCall.all()) {
            ApiException refused = call.failure(ApiException.class, answering(status, WITHOUT_CODE));

            assertThat(refused).as("%s", call).isExactlyInstanceOf(type).hasMessageContaining("No such participant");
            assertThat(refused.errors()).singleElement().satisfies(error -> {
                assertThat(error.code()).isEmpty();
                assertThat(error.message()).isEqualTo("No such participant");
            });
        }
    }

    static Stream<Arguments> errorsWithoutCode() {
        return Stream.of(
                Arguments.of(200, ApiException.class),
                Arguments.of(400, ApiException.class),
                Arguments.of(401, AuthenticationException.class),
                Arguments.of(403, AuthenticationException.class),
                Arguments.of(404, ApiException.class),
                Arguments.of(429, RateLimitException.class),
                Arguments.of(500, ServerException.class));
    }

    /** In RealtimeKit's own shape, with an {@code error}, no code is needed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"success": false, "error": {"message": "No active session"}}
            {"success": false, "error": {}}
            """)
    void notFoundNeedsRealtimeKitsShapeAndNoCode(String body) {
        assertThat(ApiException.fromResponse(404, body)).isExactlyInstanceOf(NotFoundException.class);
    }
}
