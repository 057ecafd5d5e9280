package io.github.realtimekit.activesession.benchmark;

import java.io.IOException;
import okhttp3.OkHttpClient;

/** The same program written by hand. */
public final class FirstAnswerByHand {
    private FirstAnswerByHand() {}

    public static void main(String[] args) throws IOException {
        HandWritten client = new HandWritten(new OkHttpClient(), Target.baseUrl());
        HandWritten.Session session = client.get(Answers.TYPICAL);
        System.out.println(session.liveParticipants + " since " + session.startedAt);
        System.exit(0);
    }
}
