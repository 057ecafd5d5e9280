package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import org.junit.jupiter.api.Test;

class WithoutServerTest {
    @Test
    void aMockedClientAnswersWithAValueFromJson() {
        ActiveSessionClient client = mock();
        when(client.get("weekly")).thenReturn(ActiveSession.fromJson("""
                {"id": "s1", "status": "LIVE", "live_participants": 3}
                """));

        assertThat(client.get("weekly").liveParticipants()).isEqualTo(3);
    }
}
