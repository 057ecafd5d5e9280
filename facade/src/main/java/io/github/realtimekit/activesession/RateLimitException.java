package io.github.realtimekit.activesession;

/**
 * Too many requests, and no time left in the call to wait: call again after {@link #retryAfter()}, or, if that is empty,
 * after up to five minutes. The limit is shared by everything that uses the token. Nothing was carried out by the
 * request that was answered so.
 */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    RateLimitException(Refusal refusal) {
        super(refusal);
    }
}
