package io.github.realtimekit.activesession;

/**
 * The API refused the request with 429, and there was no retry left or no time for one.
 *
 * <p>Wait for {@link #retryAfter()} before the next call, or up to five minutes if it is empty. All tokens of a user
 * share the limit. The refused request had no effect.
 */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    RateLimitException(ErrorResponse error) {
        super(error);
    }
}
