package io.github.realtimekit.activesession.internal.http;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * When a call is retried, and after which backoff.
 *
 * <table>
 * <caption>What is retried</caption>
 * <tr><th></th><th>idempotent</th><th>createPoll</th></tr>
 * <tr><td>no connection, a request that HTTP/2 refused</td><td>yes</td><td>yes</td></tr>
 * <tr><td>429</td><td>yes</td><td>yes</td></tr>
 * <tr><td>connection lost, attempt timed out</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>408, 5xx</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>any other response</td><td>no</td><td>no</td></tr>
 * </table>
 */
public final class RetryPolicy {
    private static final long FIRST_BACKOFF_MILLIS = 500;
    private static final long LONGEST_BACKOFF_MILLIS = 8_000;
    private static final double JITTER = 0.25;

    private RetryPolicy() {}

    /** Whether a response with this status leaves open if the request was processed. */
    public static boolean isAmbiguous(int status) {
        return status == 408 || status >= 500;
    }

    /** Whether a later attempt may get another response than this one. */
    static boolean isRetryable(int status) {
        return status == 429 || isAmbiguous(status);
    }

    /**
     * Whether HTTP/2 says that the request was not processed (RFC 9113, 8.7): the stream was refused, or the connection
     * was shut down before it. OkHttp 5 exports neither class, so they are told by their names.
     */
    static boolean isRefusedUnprocessed(IOException e) {
        String type = e.getClass().getName();
        return type.equals("okhttp3.internal.http2.ConnectionShutdownException")
                || (type.equals("okhttp3.internal.http2.StreamResetException")
                        && String.valueOf(e.getMessage()).endsWith("REFUSED_STREAM"));
    }

    /** 0.5 s doubling to 8 s, minus up to 25 % jitter. */
    static Duration backoff(int attempt, double jitter) {
        long full = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, 10));
        return Duration.ofNanos((long) (full * 1_000_000 * (1 - JITTER * jitter)));
    }

    /**
     * The wait that a response asks for: seconds, rounded up, or an HTTP date, relative to the response's own
     * {@code Date} since clocks differ. A date that has passed is no wait; anything else does not count.
     */
    public static Optional<Duration> retryAfter(Headers headers, Instant now) {
        String text = headers.get("Retry-After");
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text))));
        }
        Instant date = date(text);
        if (date == null) {
            return Optional.empty();
        }
        Instant sent = date(headers.get("Date"));
        Duration left = Duration.between(sent == null ? now : sent, date);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null ? null : RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
