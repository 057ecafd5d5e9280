package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid arguments are refused before anything is sent, with the rule and the invalid character. */
class ArgumentsTest {
    private static final Participants PARTICIPANT = Participants.withIds("p-1");

    private final MemoryNetwork network = new MemoryNetwork(Step.answer(200, "{}"));
    private final ActiveSessionClient client = network.client().build();

    @AfterEach
    void nothingIsSent() {
        client.close();
        assertThat(network.connections()).isZero();
    }

    /** Every method that takes an id for the path refuses this one. */
    private void assertNoPathId(String id, String rule) {
        for (OperationCall call : OperationCall.all()) {
            assertRefused("meetingId must " + rule, () -> call.start(client, id));
        }
        Map<String, Consumer<String>> takers = Map.of(
                "accountId", ActiveSessionClient.builder()::accountId, "appId", ActiveSessionClient.builder()::appId);
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
    void idInThePathHasNothingInvisibleAtItsEnds(String escaped, String character) {
        assertNoPathId(
                escaped.translateEscapes(),
                "not start or end with white space or an invisible character, or contain a control character, but character "
                        + character);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "abc"  | not include the quotes
            'abc'  | not include the quotes
            “abc”  | not include the quotes
            ""     | not include the quotes
            ..     | not be '.' or '..', but is '..'
            ..;a=b | not be '.' or '..', but is '..;a=b'
            \\s    | not be blank, but is ' '
            \\t\\n | not be blank, but is '\\t\\n'
            """)
    void idInThePathIsNeitherQuotedNorDotsNorBlank(String escaped, String rule) {
        assertNoPathId(escaped.translateEscapes(), rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "..a", "a/b", "../x", "%2e%2e", "ü", "😀", "a b", "?", "a;b", "\"", "'a\"", "it's"})
    void anyOtherIdInThePathIsAccepted(String id) {
        assertThatCode(() -> ActiveSessionClient.builder().accountId(id).appId("x".repeat(10_000)))
                .doesNotThrowAnyException();
    }

    /** Everything that takes a text for a body. */
    private static Map<String, Consumer<String>> takersOfTexts() {
        return Map.of(
                "ids[1]", it -> Participants.withIds("p-1", it),
                "customIds[0]", it -> Participants.withCustomIds(List.of(it)),
                "ids[0]", PARTICIPANT::andIds,
                "customIds[1]", it -> PARTICIPANT.andCustomIds("a", it),
                "customIds[2]", it -> Participants.of(List.of(), List.of("a", "b", it)),
                "question", it -> NewPoll.of(it, "Yes", "No"),
                "options[1]", it -> NewPoll.of("Ship it?", "Yes", it));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob ",
                " Bob",
                "\"Ann\"",
                "«Ann»",
                "'",
                ".",
                "..",
                "a\tb",
                "\n.",
                "\u202Eevil",
                "\uFEFFx",
                "\u00A0",
                "\u200B",
                "😀",
                "ü",
                "\0"
            })
    void anyTextInABodyIsSentAsItIs(String text) {
        takersOfTexts().values().forEach(taker -> taker.accept(text));

        assertThat(Participants.withIds(text, "x".repeat(10_000)).ids()).contains(text);
        assertThat(Participants.withCustomIds(text).customIds()).containsExactly(text);
        assertThat(NewPoll.of(text, text)).isEqualTo(NewPoll.of(text, List.of(text)));

        MemoryNetwork network = new MemoryNetwork(Step.answer(200, "{\"data\":{}}"));
        try (ActiveSessionClient client = network.client().build()) {
            client.kick("m", Participants.of(List.of(text), List.of(text)));
        }
        String body = network.requests().get(0).replaceFirst("(?s).*\r\n\r\n", "");
        assertThat(JsonParser.parseString(body))
                .isEqualTo(JsonParser.parseString(new Gson()
                        .toJson(Map.of(
                                "participant_ids", List.of(text),
                                "custom_participant_ids", List.of(text)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            d800      | 1 of 1 is U+D800
            dfff      | 1 of 1 is U+DFFF
            61,d83d   | 2 of 2 is U+D83D
            de00,d83d | 1 of 2 is U+DE00
            d83d,de00,d83d,61 | 3 of 4 is U+D83D
            """)
    void halfASurrogatePairIsRefused(String units, String character) {
        String text = Stream.of(units.split(","))
                .map(unit -> String.valueOf((char) Integer.parseInt(unit, 16)))
                .collect(Collectors.joining());
        String rule = "not contain half a surrogate pair, but character " + character;

        takersOfTexts().forEach((name, taker) -> assertRefused(name + " must " + rule, () -> taker.accept(text)));
        assertNoPathId(text, rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankTextIsRefused(String text) {
        takersOfTexts()
                .forEach((name, taker) -> assertThatThrownBy(() -> taker.accept(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(name + " must not be blank, but is '"));
    }

    @Test
    void longValueIsCutInTheMessage() {
        String shown = "'..;" + "x".repeat(296) + "…'"; // without half a surrogate pair
        assertNoPathId("..;" + "x".repeat(296) + "😀😀", "not be '.' or '..', but is " + shown);
    }

    private static void assertNull(String message, ThrowingCallable... calls) {
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageMatching(message));
    }

    @Test
    void nullIsRefusedWithTheNameOfTheArgument() {
        AsyncActiveSessionClient async = client.async();
        for (OperationCall call : OperationCall.all()) {
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
        assertNull("ids must not be null", () -> Participants.of(null, List.of("a")));
        assertNull("customIds must not be null", () -> Participants.of(List.of("a"), null));
        assertNull("ids\\[1\\] must not be null", () -> Participants.of(Arrays.asList("a", null), List.of()));
        assertNull("question must not be null", () -> NewPoll.of(null, "Yes"));
        assertNull("options must not be null", () -> NewPoll.of("q", (List<String>) null));
        assertNull("options\\[1\\] must not be null", () -> NewPoll.of("q", "Yes", (String) null));
    }

    @Test
    void emptyRequestsAreRefused() {
        assertRefused("ids must not be empty", () -> Participants.withIds(List.of()));
        assertRefused("customIds must not be empty", () -> Participants.withCustomIds(List.of()));
        assertRefused("ids and customIds must not both be empty", () -> Participants.of(List.of(), Set.of()));
        assertRefused("options must not be empty", () -> NewPoll.of("q", List.of()));
        assertRefused("question must not be blank, but is ' '", () -> NewPoll.of(" ", "Yes"));
        assertRefused("options[1] must not be blank, but is '\\n'", () -> NewPoll.of("q", "Yes", "\n"));
        assertThat(PARTICIPANT.andIds(List.of()).andCustomIds(List.of())).isEqualTo(PARTICIPANT);
    }
}
