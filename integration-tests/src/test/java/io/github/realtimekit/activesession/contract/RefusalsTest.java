package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.realtimekit.activesession.ApiError;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One refusal for each shape of an error and each exception. The facade's tests have every status. */
class RefusalsTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private static final String JSON = "application/json";

    private enum Refusal {
        NO_SESSION(
                404,
                JSON,
                "realtimekit.json",
                NotFoundException.class,
                "4711 No active session found for meeting_id 550e8400-e29b-41d4-a716-446655440000 - -"),
        WRONG_ACCOUNT(
                404,
                JSON,
                "gateway.json",
                ApiException.class,
                "7003 Could not route to /accounts/nobody, perhaps your object identifier is invalid?"
                        + " https://developers.cloudflare.com/api /account_id",
                "> 7004 Behind it - -",
                "> > 7005 Behind that - -",
                "7000 No route for that URI - -"),
        CREDENTIALS(
                400,
                JSON,
                "credentials.json",
                AuthenticationException.class,
                "6003 Invalid request headers - -",
                "> 6103 Invalid format for X-Auth-Key header - -"),
        UNAUTHORIZED(401, JSON, "message.json", AuthenticationException.class, "- Unauthorized - -"),
        FORBIDDEN_BY_THE_EDGE(403, "text/html; charset=UTF-8", "page.html", ApiException.class),
        RATE_LIMIT(429, JSON, "gateway-sparse.json", RateLimitException.class, "1001 Internal error - -"),
        BROKEN(500, "text/plain", "text.txt", ApiException.class),
        OVERLOADED(503, "text/plain", "empty.txt", ApiException.class),
        SUCCESS_FALSE(0, JSON, "success-false.json", ApiException.class),
        MISSPELT_SUCCESS_FALSE(0, JSON, "misspelt-success-false.json", ApiException.class, "404 No active session - -");

        private final int status;
        private final String contentType;
        private final String body;
        private final Class<? extends ApiException> exception;
        private final List<String> errors;

        Refusal(
                int status,
                String contentType,
                String file,
                Class<? extends ApiException> exception,
                String... errors) {
            this.status = status;
            this.contentType = contentType;
            this.body = Golden.text("errors/" + file);
            this.exception = exception;
            this.errors = List.of(errors);
        }

        /** 0 stands for the status of success. */
        int status(Call call) {
            return status == 0 ? call.operation().success() : status;
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusalKeepsAllThatTheServiceSays(Call call, Refusal refusal) {
        var answer = ContractServer.answer(refusal.status(call), refusal.contentType, refusal.body)
                .withHeader("Retry-After", "37");
        if (refusal.body.isEmpty() || refusal.status == 0) { // which cannot be declared
            SERVER.answerAgainstTheSpecification(call.operation(), answer);
        } else {
            SERVER.answer(call.operation(), answer);
        }
        if (call.operation() == Operation.FIND && refusal == Refusal.NO_SESSION) {
            assertThat(call.on(SERVER.client())).isEqualTo(Optional.empty());
            return;
        }
        ApiException refused = catchThrowableOfType(ApiException.class, () -> call.on(SERVER.client()));

        assertThat(refused).isExactlyInstanceOf(refusal.exception);
        assertThat(refused.status()).isEqualTo(refusal.status(call));
        assertThat(refused.errors().stream().flatMap(error -> lines("", error))).isEqualTo(refusal.errors);
        assertThat(refused.rayId()).contains(ContractServer.RAY);
        assertThat(refused.retryAfter())
                .isEqualTo(refusal.status == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(37)));
        assertThat(refused.attempts()).isEqualTo(1);
        assertThat(refused.requestMayHaveBeenProcessed()).isEqualTo(refusal.status >= 500);
        assertThat(refused.response().body()).isEqualTo(refusal.body);
        assertThat(refused.response().status()).isEqualTo(refusal.status(call));
        assertThat(refused).hasMessageContaining(Call.MEETING).hasMessageContaining(ContractServer.RAY);
    }

    static Stream<Arguments> refusalKeepsAllThatTheServiceSays() {
        return Call.with(Call.all(), List.of(Refusal.values()));
    }

    /** {@code code message documentation-url pointer}, and the chain below it with a {@code >} for each step down. */
    private static Stream<String> lines(String prefix, ApiError error) {
        String line = prefix
                + (error.code().isPresent() ? String.valueOf(error.code().getAsInt()) : "-") + " "
                + error.message() + " "
                + error.documentationUrl().orElse("-") + " "
                + error.pointer().orElse("-");
        return Stream.concat(Stream.of(line), error.chain().stream().flatMap(cause -> lines(prefix + "> ", cause)));
    }
}
