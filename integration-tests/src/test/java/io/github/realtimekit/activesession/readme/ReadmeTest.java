package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the snippets of the README. */
class ReadmeTest extends WithStubs {
    @Test
    void operations() {
        List<String> participantIds = List.of("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
        List<String> customIds = List.of();

        ActiveSession session = client.get(meetingId);
        String line = session.status() + ", " + session.liveParticipants() + " participants";
        for (ActiveSession room : session.breakoutRooms()) {
            line += ", " + room.liveParticipants() + " in a breakout room";
        }

        // Empty if there is no active session; get would throw.
        Optional<ActiveSession> perhaps = client.find(meetingId);

        NewPoll newPoll = NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true); // or with a list of options
        Poll poll = client.createPoll(meetingId, newPoll).poll();

        client.kick(meetingId, Participants.withCustomIds("troll-42"));
        client.kick(meetingId, Participants.withIds(participantIds)); // any collection with at least one id
        KickResult kicked = client.kick(meetingId, Participants.of(participantIds, customIds)); // either may be empty

        KickAllResult everybody = client.kickAll(meetingId);

        assertThat(line).isEqualTo("LIVE, 2 participants, 0 in a breakout room");
        assertThat(perhaps).contains(session);
        assertThat(poll.question()).isEqualTo("Ship it?");
        assertThat(kicked.participants()).hasSize(1);
        assertThat(everybody.kickedParticipantsCount()).hasValue(2);
        assertThat(client.find(meetingId)).isEmpty();
    }

    String post(String meetingId, NewPoll poll) {
        try {
            return "posted: " + client.createPoll(meetingId, poll).poll().question();
        } catch (NotFoundException e) {
            return "no session is active";
        } catch (AuthenticationException e) {
            return "fix the configuration: " + e.getMessage();
        } catch (RateLimitException e) {
            return "call again in " + e.retryAfter().orElse(Duration.ofMinutes(5));
        } catch (RealtimeKitException e) {
            return e.requestMayHaveBeenProcessed() ? "the poll may exist" : "nothing was posted: " + e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weekly             | posted: Ship it?
            no-session         | no session is active
            error-401          | fix the configuration: create a poll
            error-429          | call again in PT1S
            error-404-gateway  | nothing was posted: create a poll
            error-503          | the poll may exist
            dropped-connection | the poll may exist
            """)
    void errors(String meetingId, String reaction) {
        assertThat(post(meetingId, NewPoll.of("Ship it?", "Yes", "No"))).startsWith(reaction);
    }

    @Test
    void configuration() {
        try (var impatient = client.newBuilder().timeout(Duration.ofSeconds(1)).build()) {
            assertThatThrownBy(() -> impatient.get("slow")).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void asynchronousCalls() {
        CompletableFuture<Integer> count = client.async().get(meetingId).thenApply(ActiveSession::liveParticipants);

        assertThat(count.join()).isEqualTo(2);
    }
}
