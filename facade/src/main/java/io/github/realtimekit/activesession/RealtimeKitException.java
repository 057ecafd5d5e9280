package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * The base class of all failures of a call, a 2xx that says {@code "success": false} among them. Catch the subtype that
 * you can react to:
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
 * } catch (ServerException e) {
 *     // the service failed: try again later
 * } catch (ApiException e) {
 *     // refused: e.status(), e.errors()
 * } catch (TransportException e) {
 *     // no response: e.requestMayHaveBeenProcessed() says whether the service may have acted
 * } catch (UnreadableResponseException e) {
 *     // the response is unreadable: e.response() has it
 * }
 * }</pre>
 *
 * <p>Mistakes of a program are none of these: an invalid argument is an {@code IllegalArgumentException} or a
 * {@code NullPointerException}, and a call on a closed client an {@code IllegalStateException}.
 *
 * <p>The message is one line: the operation, the meeting, the errors that the API reported, the ray id, the number of
 * attempts. It never shows the API token. Of the body of a 2xx response it shows only errors and JSON paths. Exceptions
 * are serialized without the {@link ApiResponse}. A minor version may add subtypes.
 */
public abstract class RealtimeKitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For {@link #attempts()}. */
    private final int attempts;

    /** For {@link #requestMayHaveBeenProcessed()}. */
    private final boolean requestMayHaveBeenProcessed;

    RealtimeKitException(String message, @Nullable Throwable cause, int attempts, boolean requestMayHaveBeenProcessed) {
        super(message, cause);
        this.attempts = attempts;
        this.requestMayHaveBeenProcessed = requestMayHaveBeenProcessed;
    }

    /** {@return the number of attempts of the call; 0 if none was begun, or for a value made with {@code fromJson}} */
    public int attempts() {
        return attempts;
    }

    /**
     * {@return whether the service may have processed a request of this call, although the call failed}
     *
     * <p>It is true if any request of any attempt was sent, in whole or in part, and then got no complete response, a
     * 408, a 5xx or an unreadable 2xx. Any other response proves that the request was not processed, and so does an
     * HTTP/2 connection that refuses it.
     *
     * <p>If it is true after {@code createPoll}, the poll may exist: look in the meeting before you create it again.
     */
    public boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }

    /** The response is not part of the serialized form. */
    static ApiResponse present(@Nullable ApiResponse response) {
        if (response == null) {
            throw new IllegalStateException("response() is not available after deserialization");
        }
        return response;
    }
}
