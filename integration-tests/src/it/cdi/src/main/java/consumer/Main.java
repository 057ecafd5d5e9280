package consumer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.read.ListAppender;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.slf4j.LoggerFactory;

/** Calls all operations through the proxy of a scope. Each attempt logs a line. */
public class Main {
    private static final String MEETING = "550e8400-e29b-41d4-a716-446655440000";

    private static String baseUrl;

    public static void main(String[] args) {
        baseUrl = args[0];
        ActiveSessionClient client;
        try (WeldContainer container =
                new Weld().disableDiscovery().addBeanClass(Main.class).initialize()) {
            client = container.select(ActiveSessionClient.class).get();
            mustBeEqual(true, client.getClass().getName().contains("Proxy"));

            ActiveSession session = client.get(MEETING);
            mustBeEqual(2, session.liveParticipants());
            mustBeEqual(session, client.async().get(MEETING).join());
            mustBeEqual(
                    "No",
                    client.createPoll(MEETING, NewPoll.of("Ship it?", "Yes", "No"))
                            .poll()
                            .options()
                            .get(1)
                            .text());
            mustBeEqual(
                    "a",
                    client.kick(MEETING, Participants.withIds("a"))
                            .participants()
                            .get(0)
                            .id());
            mustBeEqual(2, client.kickAll(MEETING).kickedParticipantsCount().getAsInt());
            mustBeEqual(true, client.find(MEETING).isEmpty());
        }
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        long logged = ((ListAppender<?>) root.getAppender("list"))
                .list.stream()
                        .map(Object::toString)
                        .filter(line -> line.matches("(?s).*DEBUG.*attempt 1.*HTTP (200|201|404).*"))
                        .count();
        mustBeEqual(6L, logged);
        System.out.println("all operations worked");
    }

    @Produces
    @ApplicationScoped
    ActiveSessionClient client() {
        return ActiveSessionClient.builder()
                .apiToken("a-token")
                .accountId("023e105f4ecef8ad9ca31a8372d0c353")
                .appId("14a396e7-ca44-4937-bf1f-050a69118543")
                .baseUrl(baseUrl)
                .build();
    }

    void close(@Disposes ActiveSessionClient client) {
        client.close();
    }

    private static void mustBeEqual(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", but was " + actual);
        }
    }
}
