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

/**
 * The operations, as a program would call them. Without {@code -Dmeeting} it calls stubs that it starts itself;
 * with it, the real service with the credentials of the environment. There it changes something only if
 * {@code -Dchange} names it: {@code create-poll}, {@code kick:PARTICIPANT_ID} or {@code kick-all}.
 */
public final class FirstCall {
    private FirstCall() {}

    /** The first argument is the folder of the stubs. */
    public static void main(String[] args) {
        String meetingId = System.getProperty("meeting", "");
        try {
            if (meetingId.isEmpty()) {
                againstStubs(args[0]);
            } else {
                againstService(meetingId, System.getProperty("change", ""));
            }
        } catch (RealtimeKitException | IllegalStateException e) {
            say("failed", e.getMessage());
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
            } else if (change.startsWith("kick:")) {
                kick(client, meetingId, change.substring("kick:".length()));
            } else if (change.equals("kick-all")) {
                kickAll(client, meetingId);
            } else {
                say("unchanged", "-Dchange=create-poll, kick:PARTICIPANT_ID or kick-all changes something");
            }
        }
    }

    private static void look(ActiveSessionClient client, String meetingId) {
        say("find", client.find(meetingId).map(FirstCall::describe).orElse("no active session"));
    }

    private static String describe(ActiveSession session) {
        return session.meetingDisplayName().orElse("a meeting") + " is " + session.status() + " since "
                + session.startedAt() + ": " + session.liveParticipants() + " participants now, "
                + session.maxConcurrentParticipants() + " at most, " + session.minutesConsumed() + " minutes";
    }

    private static void createPoll(ActiveSessionClient client, String meetingId) {
        Poll poll = client.createPoll(
                        meetingId, NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true))
                .poll();
        say(
                "create poll",
                poll.question() + " "
                        + poll.options().stream()
                                .map(option -> option.text() + " (" + option.count() + ")")
                                .collect(Collectors.joining(", ")));
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
