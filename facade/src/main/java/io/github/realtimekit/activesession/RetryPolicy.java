package io.github.realtimekit.activesession;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When a call is retried, and after which backoff.
 *
 * <table>
 * <caption>What is retried</caption>
 * <tr><th></th><th>idempotent: every other operation</th><th>createPoll</th></tr>
 * <tr><td>no connection was made</td><td>yes</td><td>yes</td></tr>
 * <tr><td>429, and no request was lost before it</td><td>yes</td><td>yes</td></tr>
 * <tr><td>connection lost, attempt timed out, status below 200</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>408, 5xx</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>any other response</td><td>no</td><td>no</td></tr>
 * </table>
 */
final class RetryPolicy {
    private static final long FIRST_BACKOFF_MILLIS = 500;
    private static final long LONGEST_BACKOFF_MILLIS = 8_000;
    private static final double JITTER = 0.25;

    private RetryPolicy() {}

    /** Whether a response with this status leaves open if the request was processed. */
    static boolean leavesOpen(int status) {
        return status < 200 || status == 408 || status >= 500;
    }

    /** Whether to retry after an error response; {@code lost} if a request of the attempt may have been processed. */
    static boolean retries(Operation operation, int status, boolean lost) {
        return (status == 429 || leavesOpen(status)) && retriesLost(operation, lost || leavesOpen(status));
    }

    /** Whether to retry after an attempt without a complete response. */
    static boolean retriesLost(Operation operation, boolean lost) {
        return operation.idempotent() || !lost;
    }

    /** 0.5 s doubling to 8 s, minus up to 25 % jitter. */
    static Duration backoff(int attempt, double jitter) {
        long full = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, 10));
        return Duration.ofNanos((long) (full * 1_000_000 * (1 - JITTER * jitter)));
    }

    /** Whole seconds or an HTTP date; nothing else counts. A date that has passed is no wait. */
    static Optional<Duration> retryAfter(Optional<String> header, Instant now) {
        String text = header.map(String::strip).orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text)));
        }
        try {
            Duration left = Duration.between(now, RFC_1123_DATE_TIME.parse(text, Instant::from));
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
