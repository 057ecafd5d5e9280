package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are invalid are refused before anything is sent, with the rule and the character that is wrong. */
class ArgumentsTest {
    private static final Participants PARTICIPANT = Participants.withIds("p-1");

    private final MemoryNetwork network = new MemoryNetwork(Step.answer(200, "{}"));
    private final ActiveSessionClient client = network.client().build();

    @AfterEach
    void nothingIsSent() {
        client.close();
        assertThat(network.connections()).isZero();
    }

    /** Whatever takes an id refuses this one. */
    private void assertNoId(String id, String rule) {
        for (Call call : Call.all()) {
            assertRefused("meetingId must " + rule, () -> call.start(client, id));
        }
        Map<String, Consumer<String>> takers = Map.of(
                "accountId",
                ActiveSessionClient.builder()::accountId,
                "appId",
                ActiveSessionClient.builder()::appId,
                "ids[1]",
                it -> Participants.withIds("p-1", it),
                "customIds[0]",
                it -> Participants.withCustomIds(List.of(it)),
                "ids[0]",
                PARTICIPANT::andIds,
                "customIds[1]",
                it -> PARTICIPANT.andCustomIds("a", it));
        takers.forEach((name, taker) -> assertRefused(name + " must " + rule, () -> taker.accept(id)));
        if (!id.isBlank()) {
            Map.of("accountId", "CLOUDFLARE_ACCOUNT_ID", "appId", "REALTIMEKIT_APP_ID")
                    .forEach((name, variable) -> assertRefused(
                            name + " must " + rule,
                            () -> ActiveSessionClient.builder().fromEnvironment(Map.of(variable, id))));
        }
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc\\n    | 4 of 4 is \\n
            abc\\r\\n | 4 of 5 is \\r
            a\\tc     | 2 of 3 is \\t
            abc\\s    | 4 of 4 is a space
            abc\\240  | 4 of 4 is U+00A0
            \ufeffabc | 1 of 4 is U+FEFF
            a\\33c    | 2 of 3 is U+001B
            """)
    void anIdHasNothingInvisibleAtItsEnds(String escaped, String character) {
        assertNoId(
                escaped.translateEscapes(),
                "not start or end with white space or an invisible character, or contain a control character, but character "
                        + character);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "abc"  | not be in quotes
            'abc'  | not be in quotes
            “abc”  | not be in quotes
            ""     | not be in quotes
            ..     | not be '.' or '..', but is '..'
            ..;a=b | not be '.' or '..', but is '..;a=b'
            \\s    | not be blank, but is ' '
            \\t\\n | not be blank, but is '\\t\\n'
            """)
    void anIdIsNeitherQuotedNorAStepNorBlank(String escaped, String rule) {
        assertNoId(escaped.translateEscapes(), rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "..a", "a/b", "../x", "%2e%2e", "ü", "😀", "a b", "?", "a;b", "\"", "'a\"", "it's"})
    void anyOtherIdIsTaken(String id) {
        assertThat(Participants.withIds(id, "x".repeat(10_000)).ids()).contains(id);
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        String shown = "'..;" + "x".repeat(296) + "…'"; // and no half of a surrogate pair
        assertNoId("..;" + "x".repeat(296) + "😀😀", "not be '.' or '..', but is " + shown);
    }

    private static void assertNull(String message, ThrowingCallable... calls) {
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageMatching(message));
    }

    @Test
    void nothingIsNull() {
        AsyncActiveSessionClient async = client.async();
        for (Call call : Call.all()) {
            assertNull("meetingId must not be null", () -> call.start(client, null));
        }
        assertNull("participants must not be null", () -> client.kick("m", null), () -> async.kick("m", null));
        assertNull("poll must not be null", () -> client.createPoll("m", null), () -> async.createPoll("m", null));
        assertNull(
                "(ids|customIds)(\\[[01]\\])? must not be null",
                () -> Participants.withIds("a", (String) null),
                () -> Participants.withIds((List<String>) null),
                () -> Participants.withCustomIds(Arrays.asList("a", null)),
                () -> PARTICIPANT.andCustomIds((String) null));
        assertNull("question must not be null", () -> NewPoll.of(null, "Yes"));
        assertNull("options must not be null", () -> NewPoll.of("q", (List<String>) null));
        assertNull("options\\[1\\] must not be null", () -> NewPoll.of("q", "Yes", (String) null));
    }

    @Test
    void aRequestIsNotEmpty() {
        assertRefused("ids must not be empty", () -> Participants.withIds(List.of()));
        assertRefused("customIds must not be empty", () -> Participants.withCustomIds(List.of()));
        assertRefused("options must not be empty", () -> NewPoll.of("q", List.of()));
        assertRefused("question must not be blank, but is ' '", () -> NewPoll.of(" ", "Yes"));
        assertRefused("options[1] must not be blank, but is '\\n'", () -> NewPoll.of("q", "Yes", "\n"));
        assertThat(PARTICIPANT.andIds(List.of()).andCustomIds(List.of())).isEqualTo(PARTICIPANT);
        assertThat(NewPoll.of(" \"Ship\nit?\" ", "..").question()).isEqualTo(" \"Ship\nit?\" ");
    }
}
