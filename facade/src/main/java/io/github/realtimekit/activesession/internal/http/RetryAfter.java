package io.github.realtimekit.activesession.internal.http;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: how long the service asks to wait. */
final class RetryAfter {
    private static final String NAME = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("([0-9]+)(\\.[0-9]+)?");
    private static final Pattern MORE_THAN_A_LONG = Pattern.compile("0*[1-9][0-9]{18,}.*");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]+");
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);
    private static final String LARGEST_INT = String.valueOf(Integer.MAX_VALUE);

    private RetryAfter() {}

    /**
     * The longest of the readable waits. A wait is a number of seconds, rounded up, or an HTTP date. A date is relative
     * to the response's own {@code Date}, since clocks differ; a date in the past means no wait.
     */
    static Optional<Duration> of(Headers headers, Instant now) {
        Instant sent = date(headers.get("Date"));
        Instant reference = sent == null ? now : sent;

        Duration longest = null;
        for (String line : headers.values(NAME)) {
            Duration wait = wait(line, reference);
            if (wait != null && (longest == null || wait.compareTo(longest) > 0)) {
                longest = wait;
            }
        }
        return Optional.ofNullable(longest);
    }

    private static @Nullable Duration wait(String line, Instant reference) {
        Instant date = date(line);
        if (date != null) {
            Duration left = Duration.between(reference, date);
            return left.isNegative() ? Duration.ZERO : left;
        }

        Duration longest = null;
        for (String part : line.split(",", -1)) {
            Duration seconds = seconds(part.strip());
            if (seconds == null) {
                return null;
            }
            if (longest == null || seconds.compareTo(longest) > 0) {
                longest = seconds;
            }
        }
        return longest;
    }

    private static @Nullable Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return null;
        }
        if (MORE_THAN_A_LONG.matcher(text).matches()) {
            return LONGEST;
        }
        return Duration.ofSeconds(
                new BigDecimal(text).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * The response with a single value that OkHttp can parse. Before following up on a 408 or 503, OkHttp 4 and 5 parse
     * the last {@code Retry-After} as an {@code int} and throw {@code NumberFormatException} if it is too large. This
     * and {@link #restore} can go once OkHttp handles such values.
     */
    static Response maskForOkHttp(Response response) {
        List<String> values = response.headers(NAME);
        boolean isFine = values.isEmpty() || (values.size() == 1 && !isBeyondAnInt(values.get(0)));
        return isFine
                ? response
                : response.newBuilder().header(NAME, LARGEST_INT).build();
    }

    private static boolean isBeyondAnInt(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return false;
        }
        return text.length() > LARGEST_INT.length() || Long.parseLong(text) > Integer.MAX_VALUE;
    }

    /** The response with its original header. */
    static Response restore(Response response, Headers sent) {
        if (!LARGEST_INT.equals(response.header(NAME))) {
            return response;
        }
        Response.Builder restored = response.newBuilder().removeHeader(NAME);
        sent.values(NAME).forEach(value -> restored.addHeader(NAME, value));
        return restored.build();
    }
}
