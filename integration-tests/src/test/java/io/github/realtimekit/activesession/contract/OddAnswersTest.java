package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to any call that are neither a value nor an error as it should be. */
class OddAnswersTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private enum Unreadable {
        WITHOUT_DATA("{\"success\":true}", "data is missing"),
        NULL_DATA("{\"success\":true,\"data\":null}", "data is missing"),
        EMPTY_OBJECT("{}", "data is missing"),
        TEXT_AS_DATA("{\"success\":true,\"data\":\"gone\"}", "data is not"),
        NUMBER_AS_DATA("{\"success\":true,\"data\":7}", "data is not"),
        LIST("[]", "not what belongs there"),
        TEXT("\"gone\"", "not what belongs there"),
        NULL("null", "it is empty"),
        EMPTY("", "it is empty"),
        BLANK(" \n ", "it is empty"),
        CUT_OFF("{\"success\":true,\"data\":{\"id\":\"813432c7\",\"associated_id\":\"Ada Lov", "line 1 column"),
        CUT_OFF_BEFORE_THE_END("{\"success\":true,\"data\":{}", "line 1 column"),
        NOT_JSON("Ada Lovelace is here", "not JSON, line 1 column"),
        PAGE("<!DOCTYPE html><html><body>Ada Lovelace</body></html>", "not JSON, line 1 column"),
        TWO_DOCUMENTS("{\"success\":true,\"data\":{}}{\"name\":\"Ada Lovelace\"}", "line 1 column 28");

        final String body;
        final String problem;

        Unreadable(String body, String problem) {
            this.body = body;
            this.problem = problem;
        }
    }

    @ParameterizedTest
    @MethodSource
    void successThatCannotBeReadIsSaidToBeOneThatTookEffect(Unreadable answer, Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(call, ContractServer.json(call.success, answer.body));

        UnreadableResponseException unreadable =
                catchThrowableOfType(UnreadableResponseException.class, () -> run(call, caller));

        assertThat(unreadable)
                .hasMessageContaining(ContractServer.MEETING)
                .hasMessageContaining(answer.problem)
                .hasMessageNotContaining("Ada");
        assertThat(unreadable.response().body()).isEqualTo(answer.body);
        assertThat(unreadable.response().status()).isEqualTo(call.success);
        assertThat(unreadable.response().rayId()).contains("8f3b2a1c4d5e6f70-FRA");
        assertThat(unreadable.attempts()).isEqualTo(1);
        assertThat(unreadable.requestMayHaveBeenProcessed()).isTrue();
    }

    static Stream<Arguments> successThatCannotBeReadIsSaidToBeOneThatTookEffect() {
        return cases(List.of(Unreadable.values()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noContentIsAnAnswerThatCannotBeRead(Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(call, aResponse().withStatus(204));

        assertThat(catchThrowableOfType(UnreadableResponseException.class, () -> run(call, caller))
                        .response()
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anotherSuccessfulStatusIsReadLikeTheDocumentedOne(Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(
                call, ContractServer.json(202, "{\"success\":true,\"data\":{\"id\":\"813432c7\"}}"));

        assertThat(run(call, caller)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void redirectIsNotFollowed(Call call, Caller caller) {
        ResponseDefinitionBuilder redirect = aResponse()
                .withStatus(302)
                .withHeader("Location", SERVER.baseUrl() + "/client/v5/nobody-is-asked-here")
                .withHeader("Content-Type", "text/html");
        SERVER.answerAgainstTheSpecification(call, redirect);

        ApiException refused = refused(call, caller);

        assertThat(refused).isExactlyInstanceOf(ApiException.class).hasMessageContaining("redirects are not followed");
        assertThat(refused.status()).isEqualTo(302);
        assertThat(refused.errors()).isEmpty();
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void successThatSaysItIsNoneIsARefusal(String body, List<String> errors, Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(call, ContractServer.json(call.success, body));

        ApiException refused = refused(call, caller);

        assertThat(refused).isExactlyInstanceOf(ApiException.class);
        assertThat(refused.status()).isEqualTo(call.success);
        assertThat(refused.errors().stream().flatMap(error -> Errors.lines("", error)))
                .isEqualTo(errors);
        assertThat(refused.response().body()).isEqualTo(body);
        assertThat(refused.requestMayHaveBeenProcessed()).isFalse();
    }

    static Stream<Arguments> successThatSaysItIsNoneIsARefusal() {
        return Stream.of(
                        Arguments.of("{\"success\":false}", List.of()),
                        Arguments.of("{\"success\":false,\"data\":{}}", List.of()),
                        Arguments.of("{\"success\":false,\"data\":\"failed\"}", List.of()),
                        Arguments.of("{\"succes\":false,\"data\":null}", List.of()),
                        Arguments.of(
                                "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No active session\"}}",
                                List.of("404 No active session - -")),
                        Arguments.of(
                                "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}]}",
                                List.of("10000 Authentication error - -")),
                        Arguments.of("{\"success\":false,\"message\":\"Failed\"}", List.of("- Failed - -")))
                .flatMap(one ->
                        calls().map(call -> Arguments.of(one.get()[0], one.get()[1], call.get()[0], call.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void messageBesideASuccessIsNoRefusalWhateverItsCode(Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(
                call,
                ContractServer.json(
                        call.success,
                        "{\"success\":true,\"data\":{},\"errors\":[],\"messages\":[{\"code\":10000,\"message\":\"Hello\"}]}"));

        assertThat(run(call, caller)).isNotNull();
    }

    static Stream<Arguments> calls() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Arrays.stream(Caller.values()).map(caller -> Arguments.of(call, caller)));
    }

    private static Stream<Arguments> cases(List<?> first) {
        return first.stream().flatMap(one -> calls().map(call -> Arguments.of(one, call.get()[0], call.get()[1])));
    }

    private static ApiException refused(Call call, Caller caller) {
        return catchThrowableOfType(ApiException.class, () -> run(call, caller));
    }

    private static Object run(Call call, Caller caller) throws RealtimeKitException {
        return call.run(caller, SERVER.client(), ContractServer.MEETING);
    }
}
