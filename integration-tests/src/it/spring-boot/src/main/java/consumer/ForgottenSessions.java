package consumer;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NotFoundException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends sessions that stayed live although their meetings are over. */
public class ForgottenSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenSessions.class);

    private final ActiveSessionClient client;
    private final Supplier<Stream<String>> meetingsThatAreOver;

    public ForgottenSessions(ActiveSessionClient client, Supplier<Stream<String>> meetingsThatAreOver) {
        this.client = client;
        this.meetingsThatAreOver = meetingsThatAreOver;
    }

    @Scheduled(cron = "0 0 3 * * *")
    public void end() {
        meetingsThatAreOver.get().forEach(this::end);
    }

    private void end(String meetingId) {
        try {
            client.kickAll(meetingId);
            LOG.info("ended {}", meetingId);
        } catch (NotFoundException e) {
            LOG.debug("{} has no active session", meetingId);
        } catch (RuntimeException e) { // one bad meeting must not stop the others
            LOG.warn("cannot end {}: {}", meetingId, e.getMessage());
        }
    }
}
