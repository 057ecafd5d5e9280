package io.github.realtimekit.activesession;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one scalar of a response, a string, number or boolean as it was sent, as the type that is asked for. Each
 * method returns null for what is not of that type; none rounds, cuts or guesses.
 */
final class Scalar {
    /** No count and no amount needs more; a million digits would take seconds to convert. */
    private static final int LONGEST_NUMBER = 100;

    /** A timestamp as the service sends it, with a zero for each digit. */
    private static final String USUAL_FORM = "0000-00-00T00:00:00.000Z";

    private Scalar() {}

    static @Nullable String text(@Nullable Object raw) {
        return raw == null || raw instanceof Map || raw instanceof List ? null : raw.toString();
    }

    /** A whole number; {@code 3.0} is one, {@code 3.5} is not. */
    static @Nullable Integer count(@Nullable Object raw) {
        String text = number(raw);
        if (text == null) {
            return null;
        }
        if (text.length() < 10 && isDigits(text)) {
            return Integer.valueOf(text);
        }
        try {
            return new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static @Nullable Double decimal(@Nullable Object raw) {
        String text = number(raw);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean flag(@Nullable Object raw) {
        String text = text(raw);
        return "true".equals(text) ? Boolean.TRUE : "false".equals(text) ? Boolean.FALSE : null;
    }

    static @Nullable Instant instant(@Nullable Object raw) {
        String text = text(raw);
        if (text == null) {
            return null;
        }
        try {
            return hasUsualForm(text) ? usual(text) : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Many fields of an answer are timestamps: {@code Instant.parse} takes twenty times as long for each. */
    private static boolean hasUsualForm(String text) {
        if (text.length() != USUAL_FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char form = USUAL_FORM.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        // Only Instant.parse knows of 24:00 and of leap seconds.
        return digits(text, 11, 13) < 24 && digits(text, 17, 19) < 60;
    }

    private static Instant usual(String text) {
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        LocalTime time = LocalTime.of(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19));
        return date.atTime(time.withNano(digits(text, 20, 23) * 1_000_000)).toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** A free-form object with numbers as {@code Long}, or {@code BigDecimal} where that does not hold them exactly. */
    static @Nullable Map<String, @Nullable Object> object(@Nullable Object raw) {
        try {
            return raw instanceof Map<?, ?> map ? copy(map) : null;
        } catch (NumberFormatException e) { // an exponent that no BigDecimal has
            return null;
        }
    }

    /** Whether an optional field counts as not there: missing, null, blank, or the text {@code null}. */
    static boolean absent(@Nullable Object raw) {
        return raw == null || (raw instanceof String text && (text.isBlank() || text.equals("null")));
    }

    /** What {@code equals} compares: the value, or what was sent where that cannot be read. */
    static @Nullable Object comparable(@Nullable Object raw, Function<Object, ? extends @Nullable Object> type) {
        Object value = raw == null ? null : type.apply(raw);
        return value == null ? raw : value;
    }

    /** The same for an optional field, where all that counts as not there is the same. */
    static @Nullable Object comparableOptional(
            @Nullable Object raw, Function<Object, ? extends @Nullable Object> type) {
        return absent(raw) ? null : comparable(raw, type);
    }

    /** What {@code toString} shows: the scalar as it was sent, cut short. */
    static String shown(@Nullable Object raw) {
        String text = text(raw);
        return text == null ? "?" : Messages.excerpt(text);
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), free(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object free(@Nullable Object raw) {
        if (raw instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (raw instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(free(element)));
            return Collections.unmodifiableList(copy);
        }
        return raw instanceof Number ? exact(raw.toString()) : raw;
    }

    private static Object exact(String number) {
        BigDecimal exact = new BigDecimal(number); // the JSON reader takes no number of more than 1,023 digits
        try {
            return exact.longValueExact();
        } catch (ArithmeticException e) {
            return exact.stripTrailingZeros(); // 1.50 equals 1.5
        }
    }

    /**
     * The text, in quotes or not, if it has only characters of JSON numbers; null otherwise, as for {@code NaN} and
     * {@code 0x1}.
     */
    private static @Nullable String number(@Nullable Object raw) {
        String text = text(raw);
        if (text == null || text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                return null;
            }
        }
        return text;
    }
}
