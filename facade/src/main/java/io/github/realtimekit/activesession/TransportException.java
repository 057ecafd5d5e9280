package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * The call got no complete response. {@link #getCause()} has the details.
 *
 * <p>The connection was refused or lost, an attempt or the call timed out, the thread was interrupted, the client was
 * closed, or an interceptor or the token supplier failed.
 *
 * <p>Check {@link #requestMayHaveBeenProcessed()} before you call {@code createPoll} again. The other operations can be
 * called again, but a second {@code kick} or {@code kickAll} also removes participants who have joined since.
 */
public final class TransportException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    TransportException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, cause, attempts, requestMayHaveBeenProcessed);
    }

    /**
     * Creates an exception for a test of your own, as after one attempt.
     *
     * <pre>{@code
     * when(client.createPoll(any(), any())).thenThrow(new TransportException("connection lost", null, true));
     * }</pre>
     *
     * @param message the message
     * @param cause what the transport threw, or null
     * @param requestMayHaveBeenProcessed what {@link #requestMayHaveBeenProcessed()} returns
     */
    public TransportException(String message, @Nullable Throwable cause, boolean requestMayHaveBeenProcessed) {
        this(message, cause, 1, requestMayHaveBeenProcessed);
    }
}
