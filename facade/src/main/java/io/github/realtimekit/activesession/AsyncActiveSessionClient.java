package io.github.realtimekit.activesession;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous view of an {@link ActiveSessionClient}. Arguments, retries, timeouts and exceptions are the same. It
 * is thread-safe.
 *
 * <pre>{@code
 * CompletableFuture<ActiveSession> session = client.async().get(meetingId);
 * session.thenAccept(s -> System.out.println(s.liveParticipants()));
 * }</pre>
 *
 * <p><b>Errors.</b> A method throws if an argument is invalid or the client is closed. Every other failure completes
 * the future with a {@link RealtimeKitException}. {@code join()} and derived futures wrap it in a
 * {@code CompletionException}.
 *
 * <p><b>Cancellation.</b> Completing a call's future yourself, whether with {@code cancel}, {@code complete},
 * {@code orTimeout} or any other method, ends its request or keeps it from being sent. Completing a derived future,
 * such as one from {@code thenApply}, does not.
 *
 * <p><b>Threads.</b> Calls run on the client's {@link ActiveSessionClient.Builder#executor}. Without one, they run on
 * the library's own threads, at most 1,024 calls at once, and inherit nothing from the calling thread. Futures always
 * complete on the library's own threads, so your stages may block. These threads are not daemons. So a program stays
 * alive until its last call has finished and then exits, even if that call was its last statement, and even if the call
 * runs on an executor with daemon threads, such as virtual threads.
 *
 * <p>Like {@link ActiveSessionClient}, this is an interface that you can proxy, decorate and fake; a minor version may
 * add methods.
 */
public interface AsyncActiveSessionClient {
    /**
     * {@return a future for the meeting's active session} See {@link ActiveSessionClient#get}.
     *
     * @param meetingId the meeting's id
     */
    CompletableFuture<ActiveSession> get(String meetingId);

    /**
     * {@return a future for the meeting's active session, which is empty if RealtimeKit itself reports that there is
     * none} See {@link ActiveSessionClient#find}.
     *
     * @param meetingId the meeting's id
     */
    CompletableFuture<Optional<ActiveSession>> find(String meetingId);

    /**
     * Kicks participants out of the session. See {@link ActiveSessionClient#kick}.
     *
     * @param meetingId the meeting's id
     * @param participants the participants to kick
     * @return a future for the kicked participants
     */
    CompletableFuture<KickResult> kick(String meetingId, Participants participants);

    /**
     * Kicks all participants, which ends the session. See {@link ActiveSessionClient#kickAll}.
     *
     * @param meetingId the meeting's id
     * @return a future for the number of kicked participants
     */
    CompletableFuture<KickAllResult> kickAll(String meetingId);

    /**
     * Creates a poll in the session. See {@link ActiveSessionClient#createPoll}.
     *
     * @param meetingId the meeting's id
     * @param poll the poll to create
     * @return a future for the created poll
     */
    CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll);
}
