package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.TransportException;
import org.junit.jupiter.api.Test;

class WithoutServerTest {
    @Test
    void mockedClientReturnsAndThrows() {
        ActiveSessionClient client = mock();
        when(client.get("weekly")).thenReturn(ActiveSession.fromJson("""
                {"id": "s1", "status": "LIVE", "live_participants": 3}
                """));
        when(client.get("over")).thenThrow(ApiException.fromResponse(404, """
                {"success": false, "error": {"code": 404, "message": "No active session"}}
                """)); // a NotFoundException
        when(client.get("lost")).thenThrow(new TransportException("connection lost", null, true));

        assertThat(client.get("weekly").liveParticipants()).isEqualTo(3);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.get("over"));
        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> client.get("lost"));
    }
}
