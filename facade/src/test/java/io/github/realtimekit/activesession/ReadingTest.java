package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import io.github.realtimekit.activesession.OperationCall.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every accessor returns for a response, and how little fails if a part of it is broken. */
class ReadingTest {
    @Test
    void everyMethodOfTheClientHasItsConstant() {
        assertThat(Stream.of(Kind.values()).map(kind -> kind.name().replace("_", "")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(AsyncActiveSessionClient.class.getDeclaredMethods())
                        .map(method -> method.getName().toUpperCase(Locale.ROOT))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyAccessorSaysWhatWasSent(Kind kind) {
        Map<String, String> sent = new TreeMap<>();
        flatten("", Golden.data(kind.golden()), sent);
        Map<String, String> says = golden(kind).says();
        says.values().removeIf(text -> text.startsWith("! ")); // the empty breakout room

        Map<String, String> texts = new TreeMap<>();
        says.forEach((path, text) ->
                texts.put(path.replace("_as_string", ""), says.getOrDefault(path + "_as_string", text)));
        assertThat(differences(sent, texts))
                .as("fields that are not returned as sent")
                .isEmpty();
        says.forEach((path, text) -> assertThat(text).isEqualToIgnoringCase(sent.get(path.replace("_as_string", ""))));
    }

    private static List<String> differences(Map<String, String> sent, Map<String, String> says) {
        Set<String> paths = new TreeSet<>(sent.keySet());
        paths.addAll(says.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(sent.get(path), says.get(path)))
                .map(path -> path + ": sent " + sent.get(path) + ", returned " + says.get(path))
                .toList();
    }

    @ParameterizedTest
    @CsvFileSource(
            files = "src/test/resources/golden/broken.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void brokenPartFailsNothingElse(Kind kind, String path, String json, String change) {
        String changes;
        try {
            changes = changes(
                    golden(kind).says(), new Accessors(Golden.with(kind.fromJson, kind.golden(), path, json)).says());
        } catch (UnreadableResponseException e) {
            changes = "unreadable " + Accessors.path(e);
        }

        assertThat(changes).isEqualTo(change == null ? "" : change);
    }

    private static String changes(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changes = new TreeMap<>(after);
        changes.entrySet().removeAll(before.entrySet());
        before.keySet().removeAll(after.keySet());
        before.keySet().removeIf(gone -> changes.keySet().stream().anyMatch(gone::startsWith));
        before.keySet().forEach(gone -> changes.put(gone, "nothing"));
        return changes.entrySet().stream()
                .map(change -> change.getKey() + " " + change.getValue())
                .collect(Collectors.joining(", "));
    }

    @EachOperation
    void successNeedsNothingButData(OperationCall call) {
        for (String envelope : List.of(
                "{'data':{}}",
                "{'succes':true,'data':{}}",
                "{'success':null,'data':{}}",
                "{'success':true,'data':{},'errors':[],'messages':[{'code':10000}]}")) {
            assertThat(call.result(answering(envelope))).as(envelope).isEqualTo(call.value("{}"));
        }
        for (String data : List.of("", ",'data':null", ",'data':'gone'", ",'data':[{}]")) {
            UnreadableResponseException e =
                    call.failure(UnreadableResponseException.class, answering("{'success':true" + data + "}"));
            assertThat(Accessors.path(e)).as(data).isEqualTo("data");
        }
    }

    @Test
    void messageAboutAPartNamesItsOwnPath() {
        assertThatThrownBy(() -> SessionParticipant.fromJson("{}").createdAt())
                .hasMessage("fromJson: the response cannot be read: participant.created_at is missing");
        Poll.Option option =
                Poll.fromJson("{\"options\":[{\"count\":\"x\"}]}").options().get(0);
        assertThatThrownBy(option::count)
                .hasMessage("fromJson: the response cannot be read: poll.options[0].count is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{", "{}{}", "<html>", "[{}]", "{\"breakout_rooms\":{}}"})
    void textThatIsNotAJsonObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> ActiveSession.fromJson(json))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageStartingWith("fromJson: the response cannot be read: ");
    }

    @Test
    void absentOptionalFieldsAreEmpty() {
        for (String absence : List.of("", "'ended_at':null", "'ended_at':'null','meta':null", "'ended_at':' '")) {
            ActiveSession session = ActiveSession.fromJson("{" + absence.replace('\'', '"') + "}");
            assertThat(session.endedAt()).isEmpty();
            assertThat(session.meta()).isEmpty();
            assertThat(session.breakoutRooms()).isEmpty();
        }
        assertThat(Poll.fromJson("{}").voted()).isEmpty();
        assertThat(KickResult.fromJson("{}").participants()).isEmpty();
        assertThat(KickAllResult.fromJson("{}").kickedParticipantsCount()).isEmpty();
    }

    private static ActiveSessionClient.Builder answering(String body) {
        return new MemoryNetwork(Step.answer(202, body.replace('\'', '"'))).client();
    }

    private static Accessors golden(Kind kind) {
        return new Accessors(kind.fromJson.apply(Golden.data(kind.golden()).toString()));
    }

    /** Every scalar that has a value, by path; numbers and timestamps as Java prints them. */
    private static void flatten(String path, JsonElement json, Map<String, String> texts) {
        if (json.isJsonObject()) {
            json.getAsJsonObject()
                    .asMap()
                    .forEach((name, child) -> flatten(path.isEmpty() ? name : path + "." + name, child, texts));
        } else if (json.isJsonArray()) {
            for (int i = 0; i < json.getAsJsonArray().size(); i++) {
                flatten(path + "[" + i + "]", json.getAsJsonArray().get(i), texts);
            }
        } else if (!json.isJsonNull() && !json.getAsString().matches("|null")) {
            String text = json.getAsString();
            boolean number = json.getAsJsonPrimitive().isNumber();
            texts.put(
                    path,
                    number
                            ? new BigDecimal(text).toPlainString()
                            : text.matches("[-0-9]+T[:.0-9]+Z")
                                    ? Instant.parse(text).toString()
                                    : text);
        }
    }
}
