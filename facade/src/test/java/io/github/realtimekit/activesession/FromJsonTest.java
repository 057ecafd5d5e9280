package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for a test without a server: parts of responses, and texts that are none; {@link ReadingTest} has the fields. */
class FromJsonTest {
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aPartHasAPathOfItsOwn() {
        assertThatThrownBy(() -> SessionParticipant.fromJson("{}").createdAt())
                .hasMessage("fromJson: the response cannot be read, participant.created_at is missing");
        assertThatThrownBy(() -> Poll.fromJson("{\"options\":[{\"count\":\"x\"}]}")
                        .options()
                        .get(0)
                        .count())
                .hasMessage("fromJson: the response cannot be read, poll.options[0].count is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{", "{}{}", "<html>", "[{}]", "{'breakout_rooms':{}}"})
    void textThatIsNoJsonObjectIsUnreadable(String json) {
        assertThatThrownBy(() -> ActiveSession.fromJson(json(json)))
                .isInstanceOf(UnreadableResponseException.class)
                .hasMessageStartingWith("fromJson: the response cannot be read, ");
    }

    @Test
    void whatIsNotThereIsNotNeeded() {
        for (String absence : new String[] {"", "'ended_at':null", "'ended_at':'null','meta':null", "'ended_at':' '"}) {
            ActiveSession session = ActiveSession.fromJson(json("{" + absence + "}"));
            assertThat(session.endedAt()).isEmpty();
            assertThat(session.meta()).isEmpty();
            assertThat(session.breakoutRooms()).isEmpty();
        }
        Poll poll = Poll.fromJson("{}");
        assertThat(poll.voted()).isEmpty();
        assertThat(poll.createdBy()).isEmpty();
        assertThat(KickResult.fromJson("{}").participants()).isEmpty();
        assertThat(KickAllResult.fromJson("{}").kickedParticipantsCount()).isEmpty();
    }

    @Test
    void aNumberBeyondMeasureHarmsNothingElse() {
        String huge = json("{'id':'a','meta':{'n':100e2147483647}}");
        ActiveSession session = ActiveSession.fromJson(huge);
        assertThat(session).isEqualTo(ActiveSession.fromJson(huge)).hasSameHashCodeAs(ActiveSession.fromJson(huge));
        assertThat(session.meta()).containsKey("n");
        assertThatThrownBy(() -> ActiveSession.fromJson(json("{'meta':{'n':[1e99999999999]}}"))
                        .meta())
                .hasMessage("fromJson: the response cannot be read, data.meta is not an object, or has a number that"
                        + " is out of range");
        assertThat(session.id()).isEqualTo("a");
    }
}
