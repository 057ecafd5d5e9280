package io.github.realtimekit.activesession;

/**
 * The API refused the request with a 429, and no retry was left, or no time for one.
 *
 * <pre>{@code
 * try {
 *     client.kickAll(meetingId);
 * } catch (RateLimitException e) {
 *     Duration wait = e.retryAfter().orElse(Duration.ofMinutes(5)); // then call again
 * }
 * }</pre>
 *
 * <p>If {@link #retryAfter()} is empty, the wait can be up to five minutes. All tokens of a user share one limit. The
 * refused request had no effect.
 */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    RateLimitException(ErrorResponse error) {
        super(error);
    }
}
