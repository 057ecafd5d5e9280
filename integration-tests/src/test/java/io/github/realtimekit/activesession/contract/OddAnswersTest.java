package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to any call that are neither a value nor an error as it should be. */
class OddAnswersTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    /** Names of people stand for what must not be quoted. */
    private static final Map<String, String> UNREADABLE = Map.ofEntries(
            Map.entry("without data", "{\"success\":true}"),
            Map.entry("null as data", "{\"success\":true,\"data\":null}"),
            Map.entry("object without data", "{}"),
            Map.entry("text as data", "{\"success\":true,\"data\":\"gone\"}"),
            Map.entry("number as data", "{\"success\":true,\"data\":7}"),
            Map.entry("list", "[]"),
            Map.entry("text", "\"gone\""),
            Map.entry("number", "17"),
            Map.entry("null", "null"),
            Map.entry("empty", ""),
            Map.entry("blank", " \n "),
            Map.entry("cut off", "{\"success\":true,\"data\":{\"id\":\"813432c7\",\"associated_id\":\"Ada Lov"),
            Map.entry("cut off after a comma", "{\"success\":true,\"data\":{\"id\":\"813432c7\","),
            Map.entry("cut off before the end", "{\"success\":true,\"data\":{}"),
            Map.entry("not JSON", "Ada Lovelace is here"),
            Map.entry("control characters", "\u0000\u0001<html>"),
            Map.entry("page", "<!DOCTYPE html><html><body>Ada Lovelace</body></html>"),
            Map.entry("two documents", "{\"success\":true,\"data\":{}}{\"name\":\"Ada Lovelace\"}"));

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
    void noContentIsUnreadable(Call call) {
        SERVER.answerAgainstTheSpecification(call.operation(), aResponse().withStatus(204));

        assertThat(catchThrowableOfType(UnreadableResponseException.class, () -> call.on(SERVER.client()))
                        .response()
                        .status())
                .isEqualTo(204);
    }

    @EachCall
    void anotherSuccessfulStatusIsReadTheSame(Call call) {
        SERVER.answerAgainstTheSpecification(
                call.operation(), ContractServer.json(202, "{\"success\":true,\"data\":{\"id\":\"813432c7\"}}"));

        assertThat(call.on(SERVER.client())).isNotNull();
    }

    @EachCall
    void messageInASuccessIsNoRefusal(Call call) {
        SERVER.answerAgainstTheSpecification(
                call.operation(),
                ContractServer.json(
                        call.operation().success(),
                        "{\"success\":true,\"data\":{},\"errors\":[],\"messages\":[{\"code\":10000}]}"));

        assertThat(call.on(SERVER.client())).isNotNull();
    }
}
