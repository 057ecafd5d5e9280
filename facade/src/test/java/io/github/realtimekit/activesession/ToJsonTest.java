package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.realtimekit.activesession.OperationCall.Kind;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of a value is read back as an equal value, and contains everything that was sent. */
class ToJsonTest {
    private static <T> T again(T value, Function<T, String> toJson, Function<String, T> fromJson) {
        // As in a file or a cache.
        byte[] bytes = toJson.apply(value).getBytes(StandardCharsets.UTF_8);
        return fromJson.apply(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Uses reflection, so that the result of a new operation needs no line here. */
    private static String toJson(Object value) {
        try {
            return (String) value.getClass().getMethod("toJson").invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(value.getClass().getSimpleName() + " has no toJson() that works", e);
        }
    }

    private static void assertReadBack(Kind kind, String json) {
        Object value = kind.fromJson.apply(json);
        Object again = again(value, ToJsonTest::toJson, kind.fromJson);

        assertThat(again).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
        assertThat(toJson(again)).isEqualTo(toJson(value));
        assertThat(new Accessors(again).says()).isEqualTo(new Accessors(value).says());
    }

    @ParameterizedTest
    @EnumSource
    void valueHasTheFieldsThatWereSent(Kind kind) {
        JsonObject sent = Golden.data(kind.golden());

        Object value = kind.fromJson.apply(sent.toString());

        assertThat(JsonParser.parseString(toJson(value))).isEqualTo(withoutNulls(sent));
    }

    /** In an object that the document describes, null is the same as missing. */
    private static JsonElement withoutNulls(JsonElement json) {
        if (json.isJsonObject()) {
            json.getAsJsonObject().asMap().forEach((name, child) -> {
                if (!name.equals("meta")) {
                    withoutNulls(child);
                }
            });
            json.getAsJsonObject().asMap().values().removeIf(JsonElement::isJsonNull);
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(ToJsonTest::withoutNulls);
        }
        return json;
    }

    @ParameterizedTest
    @CsvFileSource(
            files = "src/test/resources/golden/broken.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void brokenFieldIsReadBackAsItIs(Kind kind, String path, String json, String change) {
        if (change == null || !change.startsWith("unreadable")) {
            Object broken = Golden.with(kind.fromJson, kind.golden(), path, json);
            assertThat(again(broken, ToJsonTest::toJson, kind.fromJson)).isEqualTo(broken);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':null,'meta':null,'breakout_rooms':null,'status':'null'}",
                "{'meta':{'a':null,'b':{'c':null},'d':[null,{'e':null},[]],'':null}}",
                "{'id':{'misplaced':null},'status':[null,{'a':null}],'created_at':[],'live_participants':{}}",
                "{'breakout_rooms':[null,{},{'id':'1','breakout_rooms':[{'meta':{'x':null}},null]}]}",
                "{'id':'first','id':'last','meta':{'a':1,'a':null,'b':null,'b':2}}",
                "{'id':'first','id':null,'breakout_rooms':[{}],'breakout_rooms':[]}",
                "{'live_participants':9007199254740993,'minutes_consumed':1e999999999,'id':1E-99999999999}",
                "{'meta':{'a':123456789012345678901234567890.10,'b':-0,'c':-0.0,'d':1.0,'e':1E5,'f':0}}",
                "{'live_participants':'3','minutes_consumed':true,'ended_at':7,'type':false}",
                "{'id':'<b>&\\u0026\\/\\u2028\\u0000\\\\ \\ud83d\\ude00 ü','meta':{'\\u202e\\n':'\\t'}}",
                "{'id':'half \\ud83d','meta':{'\\ude00':['\\udfff\\ud800']}}",
                "{'unknown':{'a':1},'ID':2,'breakout_rooms':[{'unknown':1}]}",
                " {\n'id' : 'spaced' } \n"
            })
    void anythingReadableIsReadBackAsAnEqualValue(String json) {
        assertReadBack(Kind.GET, json.replace('\'', '"'));
    }

    @Test
    void absentFieldsStayAbsentAndNullsInsideValuesStay() {
        ActiveSession session = ActiveSession.fromJson(
                "{\"status\":null,\"x\":1,\"meta\":{\"a\":null},\"id\":{\"b\":[null,{\"c\":null}]},\"id\":\"i\","
                        + "\"breakout_rooms\":[null,{\"type\":{\"d\":null},\"status\":null}]}");

        assertThat(session.toJson())
                .isEqualTo("{\"id\":\"i\",\"breakout_rooms\":[null,{\"type\":{\"d\":null}}],\"meta\":{\"a\":null}}");
        assertThat(KickAllResult.fromJson("{}").toJson()).isEqualTo("{}");
    }

    @Test
    void halfASurrogatePairIsEscaped() {
        assertThat(ActiveSession.fromJson("{\"id\":\"\\ud83d \\ud83d\\ude00\"}").toJson())
                .isEqualTo("{\"id\":\"\\ud83d 😀\"}");
    }

    @Test
    void partsOfAResultAreReadBackToo() {
        KickResult kick = KickResult.fromJson(Golden.data("kick.json").toString());
        Poll poll = CreatePollResult.fromJson(Golden.data("create-poll.json").toString())
                .poll();

        assertThat(kick.participants())
                .isNotEmpty()
                .allSatisfy(participant -> assertThat(
                                again(participant, SessionParticipant::toJson, SessionParticipant::fromJson))
                        .isEqualTo(participant));
        assertThat(again(poll, Poll::toJson, Poll::fromJson)).isEqualTo(poll);
        assertThat(ActiveSession.fromJson(Golden.data("get.json").toString()).breakoutRooms())
                .isNotEmpty()
                .allSatisfy(room -> assertThat(again(room, ActiveSession::toJson, ActiveSession::fromJson))
                        .isEqualTo(room));
    }
}
