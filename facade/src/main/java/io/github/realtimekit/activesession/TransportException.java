package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * No complete response: the connection was refused or lost, an attempt or the call timed out, the thread was interrupted, the
 * call was cancelled, the client was closed, or the token supplier failed. {@link #getCause()} has the details.
 *
 * <p>Check {@link #requestMayHaveBeenProcessed()} before you call {@code createPoll} again. The other operations have the same
 * effect when they are retried, but a late {@code kickAll} also removes whoever has joined since.
 */
public final class TransportException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    TransportException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, cause, attempts, requestMayHaveBeenProcessed);
    }

    /**
     * An exception for a test of your own, as after one attempt.
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
