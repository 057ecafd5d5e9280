package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Unit tests of this program. The client is a mock, and its values come from JSON. */
@ExtendWith(OutputCaptureExtension.class)
class WithoutServerTest {
    private final ActiveSessionClient client = mock();
    private final ActiveSession session = ActiveSession.fromJson("""
            {"meeting_display_name": "Weekly", "status": "LIVE", "live_participants": 3,
             "started_at": "2026-01-12T14:21:34Z"}
            """);

    @Test
    void everyMeetingThatIsOverIsEnded() {
        new ForgottenSessions(client, () -> Stream.of("weekly", "monthly")).end();

        verify(client).kickAll("weekly");
        verify(client).kickAll("monthly");
    }

    @Test
    void aFailureLeavesNoMeetingOut(CapturedOutput output) {
        when(client.kickAll("over")).thenThrow(ApiException.fromResponse(404, """
                {"success": false, "error": {"code": 404, "message": "No active session"}}
                """));
        when(client.kickAll("busy")).thenThrow(ApiException.fromResponse(429, Map.of("Retry-After", "7"), ""));
        when(client.kickAll("lost")).thenThrow(new TransportException("connection lost", null, true));
        when(client.kickAll("odd")).thenAnswer(call -> KickAllResult.fromJson("not JSON"));

        new ForgottenSessions(client, () -> Stream.of("over", "busy", "lost", "odd", "weekly")).end();

        verify(client).kickAll("weekly");
        assertThat(output)
                .contains("cannot end busy", "cannot end lost", "cannot end odd", "HTTP 429")
                .doesNotContain("cannot end over");
    }

    @Test
    void aBrowserGetsTheView() {
        when(client.get("weekly")).thenReturn(session);

        assertThat(new JsonMapper().writeValueAsString(SessionView.of(client.get("weekly"))))
                .isEqualToIgnoringWhitespace("""
                        {"title": "Weekly", "live": true, "participants": 3,
                         "startedAt": "2026-01-12T14:21:34Z", "breakoutRooms": []}
                        """);
    }

    @Test
    void futuresAreMockedAsWell() {
        AsyncActiveSessionClient async = mock();
        when(client.async()).thenReturn(async);
        when(async.get("weekly")).thenReturn(CompletableFuture.completedFuture(session));

        assertThat(client.async().get("weekly").join().liveParticipants()).isEqualTo(3);
        assertThat(client.find("weekly")).isEmpty();
    }

    @Test
    void aMissingFieldFailsItsAccessor() {
        ActiveSession session = ActiveSession.fromJson("{}");

        assertThatExceptionOfType(UnreadableResponseException.class).isThrownBy(session::startedAt);
    }
}
