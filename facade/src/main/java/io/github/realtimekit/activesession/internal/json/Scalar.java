package io.github.realtimekit.activesession.internal.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts a scalar of a response (a string, number or boolean, as it was sent) to the requested type. Each method
 * returns null if the scalar is not of that type; none of them rounds, truncates or guesses.
 */
public final class Scalar {
    private Scalar() {}

    public static @Nullable String text(@Nullable Object raw) {
        if (raw instanceof String text) { // almost always, and the cheapest check
            return text;
        }
        if (raw == null || raw instanceof Map || raw instanceof List) {
            return null;
        }
        return raw.toString();
    }

    /** A whole number, such as {@code 3} or {@code 3.0}, but not {@code 3.5}. */
    public static @Nullable Integer count(@Nullable Object raw) {
        BigDecimal number = number(raw);
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    public static @Nullable Double decimal(@Nullable Object raw) {
        BigDecimal number = number(raw);
        if (number == null) {
            return null;
        }
        double value = number.doubleValue();
        return Double.isInfinite(value) ? null : value;
    }

    public static @Nullable Boolean flag(@Nullable Object raw) {
        String text = text(raw);
        if ("true".equals(text)) {
            return Boolean.TRUE;
        }
        return "false".equals(text) ? Boolean.FALSE : null;
    }

    public static @Nullable Instant instant(@Nullable Object raw) {
        String text = text(raw);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * A free-form object. Its numbers are a {@code Long}, or a {@code BigDecimal} if a {@code Long} would not be exact.
     */
    public static @Nullable Map<String, @Nullable Object> object(@Nullable Object raw) {
        try {
            return raw instanceof Map<?, ?> map ? copy(map) : null;
        } catch (NumberFormatException e) { // the exponent is too large for a BigDecimal
            return null;
        }
    }

    /** Whether an optional field counts as missing: not sent, null, blank or the text {@code null}. */
    public static boolean absent(@Nullable Object raw) {
        if (raw instanceof String text) {
            return text.isBlank() || text.equals("null");
        }
        return raw == null;
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
        return raw instanceof Number ? exact(new BigDecimal(raw.toString())) : raw;
    }

    private static Object exact(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return number;
        }
    }

    /** The number, quoted or not; null for anything else, such as {@code NaN}. */
    private static @Nullable BigDecimal number(@Nullable Object raw) {
        String text = text(raw);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
