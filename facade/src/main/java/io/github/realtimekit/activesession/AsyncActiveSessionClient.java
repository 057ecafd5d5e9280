package io.github.realtimekit.activesession;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of {@link ActiveSessionClient} as futures: the same checks, repeats, deadline and exceptions.
 *
 * <pre>{@code
 * CompletableFuture<ActiveSession> session = client.async().get(meetingId);
 * session.thenAccept(s -> System.out.println(s.liveParticipants()));
 * }</pre>
 *
 * <p>A bad argument and a closed client are thrown at once; everything else completes the future with a
 * {@link RealtimeKitException}, which {@code join()} wraps in a {@code CompletionException} as always. Cancelling the future
 * ends the attempt on the wire and any wait; nothing is sent after that. As always, cancelling a future derived with
 * {@code thenApply} and the like does not cancel the one it came from.
 *
 * <p>A future is completed on a thread of the transport, or on the one that closes the client: work that blocks belongs into
 * {@code thenApplyAsync}. Safe to share between threads.
 */
public final class AsyncActiveSessionClient {
    private final Calls calls;

    AsyncActiveSessionClient(Calls calls) {
        this.calls = calls;
    }

    /**
     * {@link ActiveSessionClient#get}, asynchronously.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @return a future of the session
     */
    public CompletableFuture<ActiveSession> get(String meetingId) {
        return calls.get(meetingId).enqueue();
    }

    /**
     * {@link ActiveSessionClient#find}, asynchronously.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @return a future of the session, or of empty
     */
    public CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
        return calls.find(meetingId).enqueue();
    }

    /**
     * {@link ActiveSessionClient#kick}, asynchronously.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @param participants whom to remove
     * @return a future of who was removed
     */
    public CompletableFuture<KickResult> kick(String meetingId, Participants participants) {
        return calls.kick(meetingId, participants).enqueue();
    }

    /**
     * {@link ActiveSessionClient#kickAll}, asynchronously.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @return a future of what was done
     */
    public CompletableFuture<KickAllResult> kickAll(String meetingId) {
        return calls.kickAll(meetingId).enqueue();
    }

    /**
     * {@link ActiveSessionClient#createPoll}, asynchronously.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @param poll what to ask
     * @return a future of the poll
     */
    public CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
        return calls.createPoll(meetingId, poll).enqueue();
    }
}
