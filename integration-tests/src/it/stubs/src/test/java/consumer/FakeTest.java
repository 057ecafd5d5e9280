package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.CreatePollResult;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client is an interface, so a program can implement it in its tests. */
class FakeTest {
    private final FakeClient client = new FakeClient();

    @Test
    void kickAllEndsTheSession() {
        client.live.put("weekly", 3);

        assertThat(client.get("weekly").liveParticipants()).isEqualTo(3);
        assertThat(client.kickAll("weekly").kickedParticipantsCount()).hasValue(3);
        assertThat(client.find("weekly")).isEmpty();
    }

    private static final class FakeClient implements ActiveSessionClient {
        private final Map<String, Integer> live = new HashMap<>();

        @Override
        public ActiveSession get(String meetingId) {
            return find(meetingId).orElseThrow(() -> ApiException.fromResponse(404, """
                    {"success": false, "error": {"code": 404, "message": "No active session"}}
                    """));
        }

        @Override
        public Optional<ActiveSession> find(String meetingId) {
            return Optional.ofNullable(live.get(meetingId))
                    .map(count -> ActiveSession.fromJson("{\"live_participants\": " + count + "}"));
        }

        @Override
        public KickResult kick(String meetingId, Participants participants) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KickAllResult kickAll(String meetingId) {
            return KickAllResult.fromJson("{\"kicked_participants_count\": " + live.remove(meetingId) + "}");
        }

        @Override
        public CreatePollResult createPoll(String meetingId, NewPoll poll) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AsyncActiveSessionClient async() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Builder newBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
