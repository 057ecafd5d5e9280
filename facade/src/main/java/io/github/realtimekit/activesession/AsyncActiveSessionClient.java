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
 * <p>A future is completed on a thread of the transport: work that blocks belongs into {@code thenApplyAsync}. Safe to
 * share between threads.
 */
public final class AsyncActiveSessionClient {
    private final Calls calls;

    AsyncActiveSessionClient(Calls calls) {
        this.calls = calls;
    }

    /** {@link ActiveSessionClient#get}, asynchronously. */
    public CompletableFuture<ActiveSession> get(String meetingId) {
        return calls.get(meetingId).enqueue();
    }

    /** {@link ActiveSessionClient#find}, asynchronously. */
    public CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
        return calls.find(meetingId).enqueue();
    }

    /** {@link ActiveSessionClient#kick}, asynchronously. */
    public CompletableFuture<KickResult> kick(String meetingId, Participants participants) {
        return calls.kick(meetingId, participants).enqueue();
    }

    /** {@link ActiveSessionClient#kickAll}, asynchronously. */
    public CompletableFuture<KickAllResult> kickAll(String meetingId) {
        return calls.kickAll(meetingId).enqueue();
    }

    /** {@link ActiveSessionClient#createPoll}, asynchronously. */
    public CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
        return calls.createPoll(meetingId, poll).enqueue();
    }
}
