package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * No complete response arrived. {@link #getCause()} has the details, if there are any.
 *
 * <pre>{@code
 * try {
 *     client.createPoll(meetingId, poll);
 * } catch (TransportException e) {
 *     if (e.requestMayHaveBeenProcessed()) {
 *         log.warn("the poll may exist: check the meeting before creating it again", e);
 *     } else {
 *         client.createPoll(meetingId, poll);
 *     }
 * }
 * }</pre>
 *
 * <p>Possible reasons:
 *
 * <ul>
 *   <li>The connection was refused or lost, or the server's certificate is not trusted.
 *   <li>The attempt or the call timed out.
 *   <li>The thread was interrupted, or the client was closed.
 *   <li>An interceptor or the token supplier failed.
 *   <li>The executor of an asynchronous call rejected it or did not run it in time, or no thread could be started.
 * </ul>
 *
 * <p>Before calling {@code createPoll} again, check {@link #requestMayHaveBeenProcessed()}. The other operations can be
 * called again, but a second {@code kick} or {@code kickAll} also kicks participants who have joined since.
 */
public final class TransportException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    TransportException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, cause, attempts, requestMayHaveBeenProcessed);
    }

    /**
     * Creates an exception for tests, as if the call had failed after one attempt.
     *
     * <pre>{@code
     * when(client.createPoll(any(), any())).thenThrow(new TransportException("connection lost", null, true));
     * }</pre>
     *
     * @param message the message
     * @param cause what the transport threw, or null
     * @param requestMayHaveBeenProcessed the result of {@link #requestMayHaveBeenProcessed()}
     */
    public TransportException(String message, @Nullable Throwable cause, boolean requestMayHaveBeenProcessed) {
        this(message, cause, 1, requestMayHaveBeenProcessed);
    }
}
