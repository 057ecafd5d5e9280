package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * The base class of all failures of a call, including a 2xx response that says {@code "success": false}. Catch the
 * subtypes that you can handle:
 *
 * <pre>{@code
 * try {
 *     client.kickAll(meetingId);
 * } catch (NotFoundException e) {
 *     // no session is active: fine
 * } catch (AuthenticationException e) {
 *     // fix the token, its permission or the account id; a retry does not help
 * } catch (RateLimitException e) {
 *     // wait for e.retryAfter(), then call again
 * } catch (ServerException e) {
 *     // the service failed: try again later
 * } catch (ApiException e) {
 *     // refused for another reason: see e.status() and e.errors()
 * } catch (TransportException e) {
 *     // no complete response: e.requestMayHaveBeenProcessed() says whether the request may have taken effect
 * } catch (UnreadableResponseException e) {
 *     // the response is unreadable: see e.response()
 * }
 * }</pre>
 *
 * <p>Programming errors are not among them: an invalid argument throws {@code IllegalArgumentException} or
 * {@code NullPointerException}, and a call on a closed client throws {@code IllegalStateException}.
 *
 * <p>The message is a single line: the operation, the meeting, the errors that the API reported, the ray id and the
 * number of attempts. It never includes the API token, and it quotes nothing from a 2xx body except errors and JSON
 * paths. {@link ApiResponse} is not part of the serialized form. A minor version may add subtypes.
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

    /**
     * {@return the number of attempts that the call made; 0 if it failed before the first attempt, or for a value from
     * {@code fromJson}}
     */
    public int attempts() {
        return attempts;
    }

    /**
     * {@return whether the service may have processed a request of this call even though the call failed}
     *
     * <p>This is true if any request of any attempt was sent, in whole or in part, and then got a 408, a 5xx, an
     * unreadable 2xx or no complete response. Any other response means that the request was not processed, as does an
     * HTTP/2 connection that refuses the request.
     *
     * <p>If this is true after {@code createPoll}, the poll may exist: check the meeting before creating it again.
     */
    public boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }

    /** Checks that the exception was not deserialized, which loses the response. */
    static ApiResponse present(@Nullable ApiResponse response) {
        if (response == null) {
            throw new IllegalStateException("response() is not available after deserialization");
        }
        return response;
    }
}
