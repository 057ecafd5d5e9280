package io.github.realtimekit.activesession;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of {@link ActiveSessionClient} with futures: the same arguments, retries, timeouts and exceptions.
 *
 * <pre>{@code
 * CompletableFuture<ActiveSession> session = client.async().get(meetingId);
 * session.thenAccept(s -> System.out.println(s.liveParticipants()));
 * }</pre>
 *
 * <p><b>Errors.</b> A method throws if an argument is invalid or the client is closed. Every other failure
 * completes the future with a {@link RealtimeKitException}. {@code join()} and derived futures wrap it in a
 * {@code CompletionException}.
 *
 * <p><b>Cancelling.</b> Cancelling a future ends its attempt on the wire, or its backoff; nothing is sent afterwards.
 * {@code orTimeout} does the same. Cancelling a derived future, such as one of {@code thenApply}, ends nothing else.
 *
 * <p><b>Threads.</b> A future completes on a thread of the client, or of the dispatcher of a handed-in
 * {@code OkHttpClient}. The client's own threads are not daemons and inherit nothing; they end soon after the last
 * call, so a program whose last statement starts a call ends when that call has ended. Work that blocks belongs in
 * {@code thenApplyAsync} and its like, with an executor of your own.
 *
 * <p>Like {@link ActiveSessionClient}, it is an interface to proxy, decorate and fake; a minor version may add methods.
 */
public interface AsyncActiveSessionClient {
    /**
     * {@return a future of the meeting's active session} See {@link ActiveSessionClient#get}.
     *
     * @param meetingId the meeting's id
     */
    CompletableFuture<ActiveSession> get(String meetingId);

    /**
     * {@return a future of the meeting's active session, or of empty if RealtimeKit itself says that there is none} See
     * {@link ActiveSessionClient#find}.
     *
     * @param meetingId the meeting's id
     */
    CompletableFuture<Optional<ActiveSession>> find(String meetingId);

    /**
     * Removes participants from the session. See {@link ActiveSessionClient#kick}.
     *
     * @param meetingId the meeting's id
     * @param participants the participants to remove
     * @return a future of what the service did
     */
    CompletableFuture<KickResult> kick(String meetingId, Participants participants);

    /**
     * Removes all participants, which ends the session. See {@link ActiveSessionClient#kickAll}.
     *
     * @param meetingId the meeting's id
     * @return a future of what the service did
     */
    CompletableFuture<KickAllResult> kickAll(String meetingId);

    /**
     * Creates a poll in the session. See {@link ActiveSessionClient#createPoll}.
     *
     * @param meetingId the meeting's id
     * @param poll the poll to create
     * @return a future of what the service did, with the poll that it created
     */
    CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll);
}
