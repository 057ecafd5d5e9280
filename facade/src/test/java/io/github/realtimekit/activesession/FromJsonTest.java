package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for a test without a server, read by the rules for a real answer. */
class FromJsonTest {
    @Test
    void tooManyValuesAreUnreadable() {
        String most = "{\"meta\":{\"a\":[" + "0,".repeat(499_999) + "0]}}";

        assertThat(ActiveSession.fromJson(most).meta()).containsKey("a");
        assertThat(ActiveSession.fromJson("{\"id\":\"\\\"" + ",".repeat(500_000) + "\"}")
                        .id())
                .hasSize(500_001);
        assertThatThrownBy(() -> ActiveSession.fromJson(most.replace("[0", "[0,0")))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageContaining("it has more than 500000 values");
    }

    private static ActiveSession session(String json) {
        return ActiveSession.fromJson(json.replace('\'', '"'));
    }

    @Test
    void aSessionCanBeMadeFromAFewFields() {
        ActiveSession session = session("{'id':'s','status':'PAUSED','live_participants':3.0}");

        assertThat(session.id()).isEqualTo("s");
        assertThat(session.status()).isEqualTo(SessionStatus.UNKNOWN);
        assertThat(session.statusAsString()).isEqualTo("PAUSED");
        assertThat(session.liveParticipants()).isEqualTo(3);
        assertThat(session.endedAt()).isEmpty();
        assertThat(session.meta()).isEmpty();
        assertThat(session.breakoutRooms()).isEmpty();
    }

    static Stream<Arguments> unreadableFields() {
        return Stream.<Arguments>of(
                fails("{}", s -> s.id(), "data.id is missing"),
                fails("{'id':null}", s -> s.id(), "data.id is missing"),
                fails("{'id':{}}", s -> s.id(), "data.id is not text"),
                fails("{}", s -> s.status(), "data.status is missing"),
                fails("{'type':[]}", s -> s.type(), "data.type is not text"),
                fails(
                        "{'live_participants':2.5}",
                        s -> s.liveParticipants(),
                        "data.live_participants is not a whole number"),
                fails("{'minutes_consumed':'long'}", s -> s.minutesConsumed(), "data.minutes_consumed is not a number"),
                fails("{'created_at':'string'}", s -> s.createdAt(), "data.created_at is not a timestamp"),
                fails("{'ended_at':'soon'}", s -> s.endedAt(), "data.ended_at is not a timestamp"),
                fails(
                        "{'meeting_display_name':[]}",
                        s -> s.meetingDisplayName(),
                        "data.meeting_display_name is not text"),
                fails("{'meta':7}", s -> s.meta(), "data.meta is not an object, or has a number beyond measure"),
                fails(
                        "{'meta':{'a':[1e99999999999]}}",
                        s -> s.meta(),
                        "data.meta is not an object, or has a number beyond measure"),
                fails(
                        "{'breakout_rooms':[{},null,{'breakout_rooms':[{}]}]}",
                        s -> s.breakoutRooms().get(1).breakoutRooms().get(0).startedAt(),
                        "data.breakout_rooms[2].breakout_rooms[0].started_at is missing"));
    }

    private static Arguments fails(String json, Function<ActiveSession, Object> accessor, String problem) {
        return Arguments.of(json, accessor, problem);
    }

    @ParameterizedTest
    @MethodSource("unreadableFields")
    void anUnreadableFieldFailsItsOwnAccessorWithItsPath(
            String json, Function<ActiveSession, Object> accessor, String problem) {
        ActiveSession session = session(json);

        assertThatThrownBy(() -> accessor.apply(session))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessage("fromJson: the response cannot be read, " + problem);
        assertThat(session).isEqualTo(session(json)).hasSameHashCodeAs(session(json));
        assertThat(session.toString()).startsWith("ActiveSession[");
    }

    static Stream<ThrowingCallable> missingParts() {
        return Stream.of(
                () -> CreatePollResult.fromJson("{}").poll(),
                () -> CreatePollResult.fromJson("{\"poll\":{}}").poll().options(),
                () -> CreatePollResult.fromJson("{\"poll\":{\"options\":[{}]}}")
                        .poll()
                        .options()
                        .get(0)
                        .votes(),
                () -> CreatePollResult.fromJson("{\"poll\":{\"voted\":[{}]}}")
                        .poll()
                        .voted(),
                () -> KickResult.fromJson("{\"participants\":[{}]}")
                        .participants()
                        .get(0)
                        .id(),
                () -> KickAllResult.fromJson("{\"kicked_participants_count\":\"all\"}")
                        .kickedParticipantsCount());
    }

    @ParameterizedTest
    @MethodSource("missingParts")
    void aMissingPartOfAResultFailsItsOwnAccessor(ThrowingCallable accessor) {
        assertThatThrownBy(accessor)
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageStartingWith("fromJson: the response cannot be read, data.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "\"text\"",
                "{",
                "{}{}",
                "<html>",
                "{\"breakout_rooms\":{}}",
                "{\"breakout_rooms\":[7]}"
            })
    void textThatIsNoJsonObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> ActiveSession.fromJson(json))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageStartingWith("fromJson: the response cannot be read, ");
    }

    @Test
    void numbersOfMetaAreExact() {
        ActiveSession session = ActiveSession.fromJson(Golden.data("get.json").toString());

        assertThat(session.meta())
                .containsEntry("room", "blue")
                .containsEntry("count", 9007199254740993L)
                .containsEntry("share", new BigDecimal("0.1"))
                .containsEntry("on", true)
                .containsEntry("none", null);
        assertThat(session("{'meta':{'n':99999999999999999999}}").meta())
                .containsEntry("n", new BigDecimal("99999999999999999999"));
        assertThat(session("{'meta':{'n':1e999999999}}").meta()).containsEntry("n", new BigDecimal("1e999999999"));
    }

    @Test
    void everyFieldOfTheGoldenSessionIsRead() {
        ActiveSession session = ActiveSession.fromJson(Golden.data("get.json").toString());

        assertThat(session.associatedId()).isEqualTo("bbb3f1d4-7a60-4a5e-8c3c-4b2d6c8e0f1a");
        assertThat(session.meetingDisplayName()).contains("Weekly with Anna Canary");
        assertThat(session.organizationId()).contains("14a396e7-ca44-4937-bf1f-050a69118543");
        assertThat(session.status()).isEqualTo(SessionStatus.LIVE);
        assertThat(session.type()).isEqualTo(SessionType.MEETING);
        assertThat(session.maxConcurrentParticipants()).isEqualTo(7);
        assertThat(session.minutesConsumed()).isEqualTo(2.3434);
        assertThat(session.startedAt()).isEqualTo(Instant.parse("2022-01-12T14:21:34.398Z"));
        assertThat(session.updatedAt()).isEqualTo(Instant.parse("2022-01-12T14:25:00Z"));
        assertThat(session.endedAt()).isEmpty();
        assertThat(session.breakoutRooms()).hasSize(2);
        assertThat(session.breakoutRooms().get(0).endedAt()).contains(Instant.parse("2022-01-12T14:24:00Z"));
    }
}
