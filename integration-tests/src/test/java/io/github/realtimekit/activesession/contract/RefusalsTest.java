package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.RateLimitException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of an error at every status: which exception, and what it knows. */
class RefusalsTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 409, 422, 429, 500, 502, 503);

    /** For each shape the exception at each of the statuses above: the API refuses, Credentials, Not found, Rate limit. */
    private enum Shape {
        REALTIMEKIT("realtimekit.json", "No active session found", "A C C N A A R A A A"),
        GATEWAY("gateway.json", "Could not route to", "A C C A A A R A A A"),
        GATEWAY_SPARSE("gateway-sparse.json", "Internal error", "A C C A A A R A A A"),
        CREDENTIALS("credentials.json", "Invalid format for X-Auth-Key header", "C C C A A A R A A A"),
        MESSAGE("message.json", "Unauthorized", "A C C A A A R A A A"),
        EMPTY("empty.txt", "without a reason", "A C A A A A R A A A"),
        TEXT("text.txt", "error code: 1015", "A C A A A A R A A A"),
        PAGE("page.html", "<title>Attention required</title>", "A C A A A A R A A A");

        private static final Map<String, Class<? extends ApiException>> TYPES = Map.of(
                "A", ApiException.class,
                "C", AuthenticationException.class,
                "N", NotFoundException.class,
                "R", RateLimitException.class);

        final String body;
        final String said;
        private final List<String> exceptions;

        Shape(String file, String said, String exceptions) {
            this.body = Golden.text("errors/" + file);
            this.said = said;
            this.exceptions = List.of(exceptions.split(" "));
        }

        Class<? extends ApiException> exceptionAt(int status) {
            return TYPES.get(exceptions.get(STATUSES.indexOf(status)));
        }

        String contentType() {
            return switch (this) {
                case EMPTY, TEXT -> "text/plain";
                case PAGE -> "text/html; charset=UTF-8";
                default -> "application/json";
            };
        }

        /** JSON is declared for every status, pages and text for few, and that nothing may come cannot be declared. */
        boolean isDeclaredAt(int status) {
            return switch (this) {
                case EMPTY -> false;
                case TEXT -> status > 404;
                case PAGE -> status > 404 || status == 403;
                default -> true;
            };
        }

        List<String> errors() {
            return switch (this) {
                case REALTIMEKIT ->
                    List.of("4711 No active session found for meeting_id 550e8400-e29b-41d4-a716-446655440000 - -");
                case GATEWAY ->
                    List.of(
                            "7003 Could not route to /accounts/nobody, perhaps your object identifier is invalid?"
                                    + " https://developers.cloudflare.com/api /account_id",
                            "> 7004 Behind it - -",
                            "> > 7005 Behind that - -",
                            "7000 No route for that URI - -");
                case GATEWAY_SPARSE -> List.of("1001 Internal error - -");
                case CREDENTIALS ->
                    List.of("6003 Invalid request headers - -", "> 6103 Invalid format for X-Auth-Key header - -");
                case MESSAGE -> List.of("- Unauthorized - -");
                case EMPTY, TEXT, PAGE -> List.of();
            };
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shapeAndStatusDecideWhichExceptionItIsAndItKnowsWhatTheApiSaid(
            Shape shape, int status, Call call, Caller caller) {
        answer(shape, status, call, answer -> answer);

        if (call == Call.FIND && shape.exceptionAt(status) == NotFoundException.class) {
            assertThat(run(call, caller)).isEqualTo(Optional.empty());
            return;
        }
        ApiException refused = refused(call, caller);

        assertThat(refused).isExactlyInstanceOf(shape.exceptionAt(status));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.errors().stream().flatMap(error -> Errors.lines("", error)))
                .isEqualTo(shape.errors());
        assertThat(refused.rayId()).contains("8f3b2a1c4d5e6f70-FRA");
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(refused.attempts()).isEqualTo(1);
        assertThat(refused.requestMayHaveBeenProcessed()).isEqualTo(status >= 500);
        assertThat(refused.response().body()).isEqualTo(shape.body);
        assertThat(refused.response().status()).isEqualTo(status);
        assertThat(refused)
                .hasMessageContaining(ContractServer.MEETING)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("8f3b2a1c4d5e6f70-FRA")
                .hasMessageContaining(shape.said);
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Shape.values())
                .flatMap(shape -> STATUSES.stream()
                        .flatMap(status -> Arrays.stream(Call.values())
                                .flatMap(call -> Arrays.stream(Caller.values())
                                        .map(caller -> Arguments.of(shape, status, call, caller)))));
    }

    @ParameterizedTest
    @EnumSource
    void waitThatTheApiAsksForIsToldWhateverTheStatus(Caller caller) {
        for (int status : List.of(429, 503, 404)) {
            SERVER.resetAll();
            answer(Shape.GATEWAY, status, Call.GET, answer -> answer.withHeader("Retry-After", "37"));

            assertThat(refused(Call.GET, caller).retryAfter()).contains(Duration.ofSeconds(37));
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitThatCannotBeReadIsNone(Caller caller) {
        answer(Shape.GATEWAY, 429, Call.GET, answer -> answer.withHeader("Retry-After", "soon"));

        assertThat(refused(Call.GET, caller).retryAfter()).isEmpty();
    }

    private interface Change {
        ResponseDefinitionBuilder of(ResponseDefinitionBuilder answer);
    }

    private static void answer(Shape shape, int status, Call call, Change change) {
        ResponseDefinitionBuilder answer = change.of(aResponse()
                .withStatus(status)
                .withHeader("cf-ray", "8f3b2a1c4d5e6f70-FRA")
                .withHeader("Content-Type", shape.contentType())
                .withBody(shape.body));
        if (shape.isDeclaredAt(status)) {
            SERVER.answer(call, answer);
        } else {
            SERVER.answerAgainstTheSpecification(call, answer);
        }
    }

    private static ApiException refused(Call call, Caller caller) {
        return catchThrowableOfType(ApiException.class, () -> run(call, caller));
    }

    private static Object run(Call call, Caller caller) {
        return call.run(caller, SERVER.client(), ContractServer.MEETING);
    }
}
