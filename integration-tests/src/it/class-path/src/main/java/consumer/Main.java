package consumer;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import java.io.IOException;
import java.util.Collections;
import okhttp3.OkHttpClient;

/**
 * Runs on the class path, which has each library once: with the library's own client and with a supplied one.
 */
public final class Main {
    private static final String MEETING = "550e8400-e29b-41d4-a716-446655440000";

    public static void main(String[] args) throws IOException {
        for (String one : new String[] {
            "okhttp3/OkHttpClient.class",
            "okio/Buffer.class",
            "com/google/gson/Gson.class",
            "kotlin/Unit.class",
            "kotlin/time/DurationUnit.class",
            "retrofit2/Retrofit.class"
        }) {
            mustBeThereOnce(one);
        }
        ActiveSessionClient.Builder builder = ActiveSessionClient.builder()
                .apiToken("a-token")
                .accountId("023e105f4ecef8ad9ca31a8372d0c353")
                .appId("14a396e7-ca44-4937-bf1f-050a69118543")
                .baseUrl(args[0]);
        try (ActiveSessionClient client = builder.build()) {
            mustBeEqual(2, client.get(MEETING).liveParticipants());
        }
        OkHttpClient own = new OkHttpClient();
        try (ActiveSessionClient client = builder.httpClient(own).build()) {
            ActiveSession session = client.get(MEETING);
            mustBeEqual(2, session.liveParticipants());
            mustBeEqual(session, client.async().get(MEETING).join());

            NewPoll question = NewPoll.of("Ship it?", "Yes", "No");
            Poll poll = client.createPoll(MEETING, question).poll();
            mustBeEqual("No", poll.options().get(1).text());

            KickResult kicked = client.kick(MEETING, Participants.withIds("a"));
            mustBeEqual("a", kicked.participants().get(0).id());

            KickAllResult all = client.kickAll(MEETING);
            mustBeEqual(2, all.kickedParticipantsCount().getAsInt());
            mustBeEqual(true, client.find(MEETING).isEmpty());
        }
        mustBeEqual(true, own.connectionPool().connectionCount() > 0);
        own.dispatcher().executorService().shutdown();
        System.out.println("all operations worked");
    }

    private static void mustBeThereOnce(String resource) throws IOException {
        var found = Collections.list(Main.class.getClassLoader().getResources(resource));
        if (found.size() != 1) {
            throw new AssertionError(resource + " should be there once, but is in " + found);
        }
        System.out.println(found.get(0));
    }

    private static void mustBeEqual(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", but was " + actual);
        }
    }
}
