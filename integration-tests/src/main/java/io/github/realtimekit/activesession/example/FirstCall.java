package io.github.realtimekit.activesession.example;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RealtimeKitException;
import java.util.stream.Collectors;

/** Calls the operations as a program would, on stubs or on the real service. */
public final class FirstCall {
    private static final String USAGE = """

            What there is:

              mvn -q compile -Pfirst-call
                  calls every operation on a stub server that it starts

              mvn -q compile -Pfirst-call -Dmeeting=MEETING_ID
                  gets that meeting's session from the real service, with CLOUDFLARE_API_TOKEN,
                  CLOUDFLARE_ACCOUNT_ID and REALTIMEKIT_APP_ID from the environment, and changes
                  something there only with one of these:

                  -Dchange=create-poll
                  -Dchange=kick:PARTICIPANT_ID
                  -Dchange=kick-all
            """;

    private FirstCall() {}

    /** The first argument is the folder of the stubs. */
    public static void main(String[] args) {
        String meetingId = System.getProperty("meeting", "");
        String change = System.getProperty("change", "");
        try {
            if (!change.matches("|create-poll|kick:.+|kick-all")) {
                throw new IllegalArgumentException("there is no change '" + change + "'");
            } else if (!meetingId.isEmpty()) {
                againstService(meetingId, change);
            } else if (change.isEmpty()) {
                againstStubs(args[0]);
            } else {
                throw new IllegalArgumentException("a change needs -Dmeeting");
            }
        } catch (RealtimeKitException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("failed: " + e.getMessage());
            System.err.print(USAGE);
            System.exit(1);
        }
    }

    private static void againstStubs(String folder) {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().usingFilesUnderDirectory(folder));
        server.start();
        try (ActiveSessionClient client = ActiveSessionClient.builder()
                .baseUrl(server.baseUrl() + "/client/v4")
                .apiToken("any-token-will-do")
                .accountId("023e105f4ecef8ad9ca31a8372d0c353")
                .appId("14a396e7-ca44-4937-bf1f-050a69118543")
                .build()) {
            String meetingId = "550e8400-e29b-41d4-a716-446655440000";
            say("stubs at", server.baseUrl());
            look(client, meetingId);
            createPoll(client, meetingId);
            kick(client, meetingId, "aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
            kickAll(client, meetingId);
            look(client, meetingId);
        } finally {
            server.stop();
        }
    }

    private static void againstService(String meetingId, String change) {
        try (ActiveSessionClient client = ActiveSessionClient.fromEnvironment()) {
            look(client, meetingId);
            if (change.equals("create-poll")) {
                createPoll(client, meetingId);
            } else if (change.equals("kick-all")) {
                kickAll(client, meetingId);
            } else if (!change.isEmpty()) {
                kick(client, meetingId, change.substring("kick:".length()));
            }
        }
    }

    private static void look(ActiveSessionClient client, String meetingId) {
        say("find", client.find(meetingId).map(FirstCall::describe).orElse("no active session"));
    }

    private static String describe(ActiveSession session) {
        return session.meetingDisplayName().orElse("a meeting") + " has been " + session.status() + " since "
                + session.startedAt() + ": " + session.liveParticipants() + " participants now, "
                + session.maxConcurrentParticipants() + " at most, " + session.minutesConsumed() + " minutes";
    }

    private static void createPoll(ActiveSessionClient client, String meetingId) {
        Poll poll = client.createPoll(
                        meetingId, NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true))
                .poll();
        String options = poll.options().stream()
                .map(option -> option.text() + " (" + option.count() + ")")
                .collect(Collectors.joining(", "));
        say("create poll", poll.question() + " " + options);
    }

    private static void kick(ActiveSessionClient client, String meetingId, String participantId) {
        KickResult result = client.kick(meetingId, Participants.withIds(participantId));
        say("kick", result.participants().size() + " participant, " + participantId);
    }

    private static void kickAll(ActiveSessionClient client, String meetingId) {
        say("kick all", client.kickAll(meetingId).kickedParticipantsCount().orElse(0) + " participants");
    }

    private static void say(String what, String result) {
        System.out.printf("%-12s %s%n", what, result);
    }
}
