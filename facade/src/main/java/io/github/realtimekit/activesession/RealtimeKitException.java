package io.github.realtimekit.activesession;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The base of all exceptions of a call whose arguments are valid. Its subtypes differ in what to do:
 *
 * <pre>{@code
 * try {
 *     client.kickAll(meetingId);
 * } catch (NotFoundException e) {
 *     // no session is active: fine
 * } catch (AuthenticationException e) {
 *     // fix the token or its permissions; a retry does not help
 * } catch (RateLimitException e) {
 *     // wait e.retryAfter(), then call again
 * } catch (ApiException e) {
 *     // refused: e.status(), e.errors()
 * } catch (TransportException e) {
 *     // no response: e.requestMayHaveBeenProcessed() says whether the service may have acted
 * } catch (UnreadableResponseException e) {
 *     // the request took effect, but its response cannot be read
 * }
 * }</pre>
 *
 * <p>The message is one line. It names the operation, the meeting, the errors that the API reported, the ray id and the
 * number of attempts. It never has the API token. Of the body of a 2xx response it has only errors and JSON paths.
 * Exceptions can be serialized, without the {@link ApiResponse}, and without a cause that cannot be. A minor version
 * may add subtypes.
 */
public abstract class RealtimeKitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For {@link #attempts()}. */
    private final int attempts;

    /** For {@link #requestMayHaveBeenProcessed()}. */
    private final boolean requestMayHaveBeenProcessed;

    private transient @Nullable Throwable cause;

    RealtimeKitException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, null);
        this.cause = cause;
        this.attempts = attempts;
        this.requestMayHaveBeenProcessed = requestMayHaveBeenProcessed;
    }

    /** {@return what the transport, an interceptor or the token supplier threw, or null} */
    @Override
    public synchronized @Nullable Throwable getCause() {
        return cause;
    }

    /** {@return the number of attempts of the call, at least 1; 0 for a value made with {@code fromJson}} */
    public int attempts() {
        return attempts;
    }

    /**
     * {@return whether the service may have processed a request of this call, although the call failed}
     *
     * <p>It is true if any request of any attempt was sent, in whole or in part, and then got no complete response, a
     * status below 200, a 408, a 5xx or a 2xx that cannot be read. Any other response to a request leaves nothing open.
     *
     * <p>If it is true after {@code createPoll}, the poll may exist: look in the meeting before you create it again.
     */
    public boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }

    /**
     * Writes the cause only if it can be serialized.
     *
     * @param out where to
     * @throws IOException if writing fails
     */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        Throwable written = cause;
        try {
            new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(written);
        } catch (IOException | RuntimeException e) {
            written = null;
        }
        out.writeObject(written);
    }

    /**
     * Reads what {@code writeObject} wrote.
     *
     * @param in where from
     * @throws IOException if reading fails
     * @throws ClassNotFoundException if the cause's class is missing
     */
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        cause = (Throwable) in.readObject();
    }

    /** The response is not part of the serialized form. */
    static ApiResponse present(@Nullable ApiResponse response) {
        if (response == null) {
            throw new IllegalStateException("response() does not survive serialization");
        }
        return response;
    }
}
