package consumer;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.SessionStatus;
import java.time.Instant;
import java.util.List;

/** What a browser gets to see of a session. */
public record SessionView(
        String title, boolean live, int participants, Instant startedAt, List<SessionView> breakoutRooms) {
    public static SessionView of(ActiveSession session) {
        return new SessionView(
                session.meetingDisplayName().orElse("Meeting"),
                session.status() == SessionStatus.LIVE,
                session.liveParticipants(),
                session.startedAt(),
                session.breakoutRooms().stream().map(SessionView::of).toList());
    }
}
