package io.github.realtimekit.activesession.readme;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.RealtimeKitException;

/** Removes a user whom others have reported. The user name is the participant's custom id. */
record ModerationBot(ActiveSessionClient client) {
    String remove(String meetingId, String user) {
        try {
            client.kick(meetingId, Participants.withCustomIds(user));
            return user + " was removed";
        } catch (NotFoundException e) {
            return client.find(meetingId).isPresent() ? user + " is not in the session" : "there is no session";
        } catch (RealtimeKitException e) {
            return user + " may still be there: " + e.getMessage();
        }
    }
}
