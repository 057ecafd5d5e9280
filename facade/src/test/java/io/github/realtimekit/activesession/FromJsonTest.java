package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
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
    private static final ActiveSession GOLDEN =
            ActiveSession.fromJson(Golden.data("get.json").toString());

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

    private static Arguments row(String json, Function<ActiveSession, Object> accessor, String problem) {
        return Arguments.of(json, accessor, problem);
    }

    static Stream<Arguments> unreadableFields() {
        Function<ActiveSession, Object> roomType = s -> s.breakoutRooms().get(1).type();
        String noMeta = "meta is not an object, or has a number beyond measure";
        return Stream.of(
                row("{}", s -> s.id(), "id is missing"),
                row("{'id':{}}", s -> s.id(), "id is not text"),
                row("{}", s -> s.status(), "status is missing"),
                row("{'type':[]}", s -> s.type(), "type is not text"),
                row("{'live_participants':2.5}", s -> s.liveParticipants(), "live_participants is not a whole number"),
                row("{'minutes_consumed':'long'}", s -> s.minutesConsumed(), "minutes_consumed is not a number"),
                row("{'created_at':'string'}", s -> s.createdAt(), "created_at is not a timestamp"),
                row("{'ended_at':'soon'}", s -> s.endedAt(), "ended_at is not a timestamp"),
                row("{'meeting_display_name':[]}", s -> s.meetingDisplayName(), "meeting_display_name is not text"),
                row("{'meta':7}", s -> s.meta(), noMeta),
                row("{'meta':{'a':[1e99999999999]}}", s -> s.meta(), noMeta),
                row("{'breakout_rooms':[{},null,{}]}", roomType, "breakout_rooms[2].type is missing"));
    }

    @ParameterizedTest
    @MethodSource("unreadableFields")
    void anUnreadableFieldFailsItsOwnAccessor(String json, Function<ActiveSession, Object> accessor, String problem) {
        ActiveSession session = session(json);

        assertThatThrownBy(() -> accessor.apply(session))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessage("fromJson: the response cannot be read, data." + problem);
        assertThat(session).isEqualTo(session(json)).hasSameHashCodeAs(session(json));
        assertThat(session.toString()).startsWith("ActiveSession[");
    }

    private static CreatePollResult poll(String poll) {
        return CreatePollResult.fromJson("{\"poll\":" + poll + "}");
    }

    @Test
    void aMissingPartOfAResultFailsItsOwnAccessor() {
        Map<String, ThrowingCallable> problems = Map.of(
                "poll is missing", () -> poll("null").poll(),
                "poll.options is missing", () -> poll("{}").poll().options(),
                "poll.options[0].votes is missing",
                        () -> poll("{\"options\":[{}]}").poll().options().get(0).votes(),
                "poll.voted[0] is not text",
                        () -> poll("{\"voted\":[{}]}").poll().voted(),
                "participants[0].id is missing",
                        () -> KickResult.fromJson("{\"participants\":[{}]}")
                                .participants()
                                .get(0)
                                .id(),
                "kicked_participants_count is not a whole number",
                        () -> KickAllResult.fromJson("{\"kicked_participants_count\":\"all\"}")
                                .kickedParticipantsCount());
        problems.forEach((problem, accessor) -> assertThatThrownBy(accessor)
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessage("fromJson: the response cannot be read, data." + problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "null", "7", "[]", "\"text\"",
                "{", "{}{}", "<html>", "[{}]", "{\"breakout_rooms\":{}}", "{\"breakout_rooms\":[7]}"
            })
    void textThatIsNoJsonObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> ActiveSession.fromJson(json))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageStartingWith("fromJson: the response cannot be read, ");
    }

    @Test
    void numbersOfMetaAreExact() {
        assertThat(GOLDEN.meta())
                .containsEntry("room", "blue")
                .containsEntry("count", 9007199254740993L)
                .containsEntry("share", new BigDecimal("0.1"))
                .containsEntry("on", true)
                .containsEntry("none", null);
        assertThat(session("{'meta':{'n':99999999999999999999}}").meta())
                .containsEntry("n", new BigDecimal("99999999999999999999"));
        assertThat(session("{'meta':{'n':1e999999999}}").meta()).containsEntry("n", new BigDecimal("1e999999999"));
        assertThat(session("{'meta':{'n':1.50}}"))
                .isEqualTo(session("{'meta':{'n':1.5}}"))
                .hasSameHashCodeAs(session("{'meta':{'n':1.5}}"));
        assertThat(session("{'meta':{'n':1.50}}").meta()).containsEntry("n", new BigDecimal("1.5"));
    }

    @Test
    void everyFieldOfTheGoldenSessionIsRead() {
        assertThat(GOLDEN.associatedId()).isEqualTo("bbb3f1d4-7a60-4a5e-8c3c-4b2d6c8e0f1a");
        assertThat(GOLDEN.meetingDisplayName()).contains("Weekly with Anna Canary");
        assertThat(GOLDEN.organizationId()).contains("14a396e7-ca44-4937-bf1f-050a69118543");
        assertThat(GOLDEN.status()).isEqualTo(SessionStatus.LIVE);
        assertThat(GOLDEN.type()).isEqualTo(SessionType.MEETING);
        assertThat(GOLDEN.maxConcurrentParticipants()).isEqualTo(7);
        assertThat(GOLDEN.minutesConsumed()).isEqualTo(2.3434);
        assertThat(GOLDEN.startedAt()).isEqualTo(Instant.parse("2022-01-12T14:21:34.398Z"));
        assertThat(GOLDEN.updatedAt()).isEqualTo(Instant.parse("2022-01-12T14:25:00Z"));
        assertThat(GOLDEN.endedAt()).isEmpty();
        assertThat(GOLDEN.breakoutRooms()).hasSize(2);
        assertThat(GOLDEN.breakoutRooms().get(0).endedAt()).contains(Instant.parse("2022-01-12T14:24:00Z"));
    }
}
