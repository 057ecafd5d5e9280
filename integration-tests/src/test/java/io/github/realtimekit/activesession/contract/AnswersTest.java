package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.VerificationException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Golden;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every accessor returns for every answer in the folders {@code answers}, which follow the specification, and
 * {@code broken}, which do not. Each answer has a text file with one line for each accessor, and none if all of them
 * return nothing; {@code = value} means that it returns that, {@code ! path} that it throws an exception with that JSON
 * path. The line {@code call ! path} stands for a call that fails. The server lets no exchange pass that nobody
 * expected.
 */
class AnswersTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    /** Names of people stand for what must not be quoted. */
    private static final Map<String, String> UNREADABLE = Map.ofEntries(
            Map.entry("without data", "{\"success\":true}"),
            Map.entry("null as data", "{\"success\":true,\"data\":null}"),
            Map.entry("text as data", "{\"success\":true,\"data\":\"gone\"}"),
            Map.entry("list", "[]"),
            Map.entry("null", "null"),
            Map.entry("blank", " \n "),
            Map.entry("cut off", "{\"success\":true,\"data\":{\"id\":\"813432c7\",\"associated_id\":\"Ada Lov"),
            Map.entry("page", "<!DOCTYPE html><html><body>Ada Lovelace</body></html>"),
            Map.entry("two documents", "{\"success\":true,\"data\":{}}{\"name\":\"Ada Lovelace\"}"));

    @ParameterizedTest
    @MethodSource
    void answers(Call call, String file) {
        SERVER.answer(call.operation(), ContractServer.json(call.operation().success(), Golden.text(file)));

        assertThat(Accessors.describe(call, SERVER.client())).isEqualTo(Golden.expected(file));
    }

    static Stream<Arguments> answers() {
        return Call.withGolden("answers");
    }

    @ParameterizedTest
    @MethodSource
    void broken(Call call, String file) {
        SERVER.answerAgainstTheSpecification(
                call.operation(), ContractServer.json(call.operation().success(), Golden.text(file)));

        assertThat(Accessors.describe(call, SERVER.client())).isEqualTo(Golden.expected(file));
        assertThat(Specification.CURRENT.problemsOfResponse(SERVER.theRequest()))
                .as("what is wrong with " + file + "; if nothing is, it belongs to the others")
                .isNotEmpty();
    }

    static Stream<Arguments> broken() {
        return Call.withGolden("broken");
    }

    @ParameterizedTest
    @MethodSource
    void unreadableSuccessTookEffectAndIsNotRetried(Call call, String name) {
        String body = UNREADABLE.get(name);
        SERVER.answerAgainstTheSpecification(
                call.operation(), ContractServer.json(call.operation().success(), body));
        UnreadableResponseException unreadable;
        try (var client = SERVER.builder().build()) {
            unreadable = catchThrowableOfType(UnreadableResponseException.class, () -> call.on(client));
        }

        assertThat(unreadable).hasMessageContaining(Call.MEETING).hasMessageNotContaining("Ada");
        if (name.contains("data")) {
            assertThat(Accessors.where(unreadable)).isEqualTo("data");
        }
        assertThat(unreadable.response().body()).isEqualTo(body);
        assertThat(unreadable.response().status()).isEqualTo(call.operation().success());
        assertThat(unreadable.response().rayId()).contains(ContractServer.RAY);
        assertThat(unreadable.attempts()).isEqualTo(1);
        assertThat(unreadable.requestMayHaveBeenProcessed()).isTrue();
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
    }

    static Stream<Arguments> unreadableSuccessTookEffectAndIsNotRetried() {
        return Call.with(Call.all(), UNREADABLE.keySet());
    }

    @EachCall
    void statusAndMessagesOfASuccessDoNotDecide(Call call) {
        SERVER.answerAgainstTheSpecification(
                call.operation(),
                ContractServer.json(
                        202, "{\"success\":true,\"data\":{},\"errors\":[],\"messages\":[{\"code\":10000}]}"));

        assertThat(call.on(SERVER.client())).isNotNull();
    }

    @EachCall
    void unexpectedRequestIsNoticed(Call call) {
        call.failure(SERVER.client(), "nobody-expects-this");

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("nobody-expects-this");
        SERVER.resetRequests();
    }

    @EachCall
    void exchangeThatBreaksTheDocumentIsNoticed(Call call) {
        SERVER.answer(
                call.operation(), ContractServer.json(call.operation().success(), "{\"success\":\"yes\",\"data\":{}}"));
        call.on(SERVER.client());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("/success");
        SERVER.resetRequests();
    }
}
