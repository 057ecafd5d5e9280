package io.github.realtimekit.activesession;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a call is repeated, and after which wait.
 *
 * <table>
 * <caption>What is repeated</caption>
 * <tr><th></th><th>get, find, kick, kickAll</th><th>createPoll</th></tr>
 * <tr><td>the connection was never made</td><td>yes</td><td>yes</td></tr>
 * <tr><td>429</td><td>yes</td><td>yes</td></tr>
 * <tr><td>connection lost, attempt timed out</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>408, 5xx</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>any other answer</td><td>no</td><td>no</td></tr>
 * </table>
 */
final class RepeatRules {
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 8_000;
    private static final double MOST_CHANCE = 0.25;

    private RepeatRules() {}

    /** Whether an answer with this status leaves open if the request was carried out. */
    static boolean leavesOpen(int status) {
        return status == 408 || status >= 500;
    }

    static boolean repeatsAfterAnswer(Operation operation, int status) {
        return status == 429 || (leavesOpen(status) && operation.repeatable());
    }

    static boolean repeatsWithoutAnswer(Operation operation, boolean sent) {
        return operation.repeatable() || !sent;
    }

    /** What the service asked for, else 0.5 s doubling to 8 s, less up to a quarter of chance. */
    static Duration waitBefore(int repeat, @Nullable Duration retryAfter, DoubleSupplier chance) {
        if (retryAfter != null) {
            return retryAfter;
        }
        long full = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(repeat - 1, 10));
        return Duration.ofNanos((long) (full * 1_000_000 * (1 - MOST_CHANCE * chance.getAsDouble())));
    }

    /** Whole seconds or an HTTP date; null for anything else. A date that has passed is no wait. */
    static @Nullable Duration retryAfter(Optional<String> header, Instant now) {
        String text = header.map(String::strip).orElse("");
        if (text.isEmpty()) {
            return null;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text));
        }
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
