package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed after its arguments were found right. What to do differs by subtype:
 *
 * <pre>{@code
 * try {
 *     client.kickAll(meetingId);
 * } catch (NotFoundException e) {
 *     // nobody there: fine
 * } catch (AuthenticationException e) {
 *     // mend the token or its permissions; repeating does not help
 * } catch (RateLimitException e) {
 *     // wait e.retryAfter(), then call again
 * } catch (ApiException e) {
 *     // refused: e.status(), e.errors()
 * } catch (TransportException e) {
 *     // no answer: e.requestMayHaveBeenProcessed() says whether it may have happened all the same
 * }
 * }</pre>
 *
 * <p>The message names the operation, the meeting, what the API said, the ray id and the number of attempts. It never
 * holds the API token, nor anything of a successful answer's body. Exceptions survive Java serialization, without
 * the {@link ApiResponse}. New subtypes can be added in a minor version.
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

    /** {@return how many requests the call made, or began to make, before it was given up; 1 if nothing was repeated} */
    public int attempts() {
        return attempts;
    }

    /**
     * {@return whether the service may have carried out the request although the call failed} True if any attempt was sent,
     * in whole or in part, and got no complete answer, or was answered with 408, a 5xx status or a 2xx that cannot be read.
     *
     * <p>If true after {@code createPoll}, the poll may exist: posting it again may show it twice.
     */
    public boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }

    /** The answer is not part of the serialized form. */
    static ApiResponse present(@Nullable ApiResponse response) {
        if (response == null) {
            throw new IllegalStateException("response() does not survive serialization");
        }
        return response;
    }
}
