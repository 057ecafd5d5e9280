package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * There is no complete answer: the connection was refused or lost, an attempt or the call ran out of time, the thread
 * was interrupted, the client was closed, or the token supplier failed. {@link #getCause()} tells the transport's side
 * of it.
 *
 * <p>Before repeating a {@code createPoll}, ask {@link #requestMayHaveBeenProcessed()}. The other operations have the same
 * effect when repeated, but a late {@code kickAll} reaches whoever has joined since.
 */
public final class TransportException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    TransportException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, cause, attempts, requestMayHaveBeenProcessed);
    }
}
