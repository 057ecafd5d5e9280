package io.github.realtimekit.activesession.readme;

import io.github.realtimekit.activesession.ActiveSessionClient;

public class FirstProgram {
    public static void main(String[] args) {
        try (var client = ActiveSessionClient.fromEnvironment()) {
            var session = client.get(args[0]);
            System.out.println(session.liveParticipants() + " participants, started at " + session.startedAt());
        }
    }
}
