package io.github.realtimekit.activesession;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of an {@link ActiveSessionClient}. Arguments, retries, timeouts and exceptions are the same.
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
 * <p><b>Cancelling.</b> However you complete the future of a call ({@code cancel}, {@code complete}, {@code orTimeout}
 * and so on), its request ends or is not sent. Completing a derived future, such as one from {@code thenApply}, does not
 * end the call.
 *
 * <p><b>Threads.</b> Calls run on the client's {@link ActiveSessionClient.Builder#executor}. Without one they run on
 * threads of the library's own, at most 1,024 calls at once, and see nothing of the thread that made the call. Futures
 * always complete on the library's own threads, so your stages may block. These threads are not daemons and end soon
 * after the last call: a program whose last statement starts a call ends when that call does. An executor with daemon
 * threads, such as virtual ones, does not keep a program running.
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
