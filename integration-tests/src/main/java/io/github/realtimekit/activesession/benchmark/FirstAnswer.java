package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;

/** The smallest program with the library: makes a client, makes a call, says what came. */
public final class FirstAnswer {
    private FirstAnswer() {}

    public static void main(String[] args) {
        ActiveSessionClient client = Target.client();
        ActiveSession session = client.get(Answers.TYPICAL);
        System.out.println(session.liveParticipants() + " since " + session.startedAt());
        System.exit(0);
    }
}
