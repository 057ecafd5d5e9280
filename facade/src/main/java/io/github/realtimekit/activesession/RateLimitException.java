package io.github.realtimekit.activesession;

/**
 * Too many requests, and no repeat left or no time for one: call again after {@link #retryAfter()}, or, if that is empty,
 * after up to five minutes. The limit is shared by everything that uses the token. The request that was refused so had no
 * effect.
 */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    RateLimitException(ErrorResponse error) {
        super(error);
    }
}
