package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.CreatePollResult;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.SessionParticipant;
import org.junit.jupiter.api.Test;

/** Runs the guide's snippets about values and their JSON. */
class GuideValuesTest extends WithStubs {
    @Test
    void everyValueHasAFromJson() {
        ActiveSession session = ActiveSession.fromJson("""
                {"meeting_display_name": "Weekly", "status": "LIVE", "live_participants": 3,
                 "started_at": "2026-01-12T14:21:34Z"}
                """);
        KickResult kicked = KickResult.fromJson("""
                {"participants": [{"id": "p1", "name": "Ann"}]}
                """);
        SessionParticipant ann = SessionParticipant.fromJson("""
                {"id": "p1", "name": "Ann"}
                """);
        KickAllResult allKicked = KickAllResult.fromJson("""
                {"kicked_participants_count": 2}
                """);
        CreatePollResult created = CreatePollResult.fromJson("""
                {"poll": {"id": "q1", "question": "Ship it?", "options": [{"text": "Yes", "count": 0, "votes": []}]}}
                """);
        Poll poll = Poll.fromJson("""
                {"id": "q1", "question": "Ship it?", "options": [{"text": "Yes", "count": 0, "votes": []}]}
                """);

        assertThat(session.liveParticipants()).isEqualTo(3);
        assertThat(kicked.participants()).containsExactly(ann);
        assertThat(allKicked.kickedParticipantsCount()).hasValue(2);
        assertThat(created.poll()).isEqualTo(poll);
    }

    @Test
    void aCacheKeepsTheJson() {
        ActiveSession session = client.get("weekly");

        String json = session.toJson();
        ActiveSession again = ActiveSession.fromJson(json);

        assertThat(again).isEqualTo(session);
    }

    @Test
    void aFieldWithoutAnAccessorIsInTheBody() throws Exception {
        ActiveSession session = client.get("weekly");

        JsonNode data = new ObjectMapper().readTree(session.response().body()).path("data");
        int everybody = data.path("total_participants").asInt(0);

        assertThat(everybody).isZero();
        assertThat(data.path("live_participants").asInt(0)).isEqualTo(2);
    }
}
