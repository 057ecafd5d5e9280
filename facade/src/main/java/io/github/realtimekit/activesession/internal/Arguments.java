package io.github.realtimekit.activesession.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks whatever goes into a request before anything is sent. */
public final class Arguments {
    /**
     * Matches in {@code "weekly "}: white space or an invisible character at either end, or a control character
     * anywhere.
     */
    private static final Pattern PASTED = Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]|[\\s\\p{Z}\\p{Cf}]\\z|\\p{Cc}");
    /** Matches half of an emoji. A regular expression sees a whole pair as one code point, which does not match. */
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");
    /** Matches in {@code "abc def"}: anything but printable ASCII. The space does not count as printable. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^!-~]");
    /** Matches {@code "weekly"}, {@code 'weekly'} and {@code “weekly”}, including the quotes. */
    private static final Pattern IN_QUOTES = Pattern.compile("(?s)([\"'`]).*\\1|“.*”|„.*“|«.*»");
    /** Matches {@code ..} and {@code ..;a=b}, which some servers resolve as a parent folder. */
    private static final Pattern DOTS = Pattern.compile("\\.\\.?(;.*)?");
    /** Matches {@code localhost}, {@code ::1} and {@code 127.0.0.1}, but not {@code 127.example.com}. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private Arguments() {}

    /** A text for a request body: not blank, and encodable as UTF-8. */
    public static String text(String name, String value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, but is " + Text.quoted(value));
        }
        Matcher half = HALF_A_PAIR.matcher(value);
        if (half.find()) {
            throw new IllegalArgumentException(
                    name + " must not contain half a surrogate pair, but" + position(value, half.start()));
        }
        return value;
    }

    /** A copy of a list of such texts; an error message includes the index of the invalid one. */
    public static List<String> texts(String name, Collection<String> values) {
        Objects.requireNonNull(values, () -> name + " must not be null");
        List<String> copy = new ArrayList<>(values.size());
        for (String value : values) {
            copy.add(text(name + "[" + copy.size() + "]", value));
        }
        return List.copyOf(copy);
    }

    /** Like {@link #texts}, but not empty. */
    public static List<String> atLeastOne(String name, Collection<String> values) {
        List<String> copy = texts(name, values);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return copy;
    }

    /** One list of all the values of a varargs method. */
    public static List<String> list(String first, String... more) {
        List<String> list = new ArrayList<>();
        list.add(first);
        list.addAll(Arrays.asList(more));
        return list;
    }

    /**
     * An id for a request path. Its length and pattern are not checked, since the published ones are wrong, but stray
     * characters from copying and pasting are refused.
     */
    public static String id(String name, String value) {
        unpasted(name, text(name, value));
        if (DOTS.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must not be '.' or '..', but is " + Text.quoted(value));
        }
        return value;
    }

    /** Passes on an environment variable unless it is missing or blank. */
    public static void ifSet(@Nullable String variable, Consumer<String> setter) {
        if (variable != null && !variable.isBlank()) {
            setter.accept(variable);
        }
    }

    public static Duration positive(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
        return value;
    }

    /** An API token, for a header. An error message shows at most the one invalid character. */
    public static String token(String token) {
        Objects.requireNonNull(token, "the API token must not be null");
        if (token.isBlank()) {
            throw new IllegalArgumentException("the API token must not be blank");
        }
        unquoted("the API token", token);
        Matcher wrong = NOT_PRINTABLE.matcher(token);
        if (wrong.find()) {
            String advice = token.startsWith("Bearer ") ? " (leave out 'Bearer')" : "";
            throw new IllegalArgumentException(
                    "the API token must be printable ASCII without spaces or line breaks, but"
                            + position(token, wrong.start()) + advice);
        }
        return token;
    }

    /** An HTTP URL to append paths to. User info is never shown, since it may include a password. */
    public static HttpUrl baseUrl(String value) {
        unpasted("baseUrl", text("baseUrl", value));
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            throw new IllegalArgumentException(
                    "baseUrl must be an http or https URL, but is " + Text.quoted(withoutUserInfo(value)));
        }

        boolean hasUserInfo = !url.username().isEmpty() || !url.password().isEmpty();
        if (hasUserInfo || url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    "baseUrl must have no user info, query or fragment, but is " + Text.quoted(withoutUserInfo(value)));
        }

        if (url.encodedPath().endsWith("/")) {
            return url;
        }
        return url.newBuilder().addPathSegment("").build();
    }

    /** Keeps the token from being sent in plain text. */
    public static void encrypted(HttpUrl url) {
        if (!url.isHttps() && !LOOPBACK.matcher(url.host()).matches()) {
            throw new IllegalArgumentException("baseUrl must be https, or http on loopback, but is '" + url
                    + "'; call allowPlainHttp() for a stub server elsewhere");
        }
    }

    /**
     * Refuses stray characters from copying and pasting: white space or invisible characters at either end, and quotes.
     */
    private static void unpasted(String name, String value) {
        Matcher pasted = PASTED.matcher(value);
        if (pasted.find()) {
            throw new IllegalArgumentException(name + " must not start or end with white space or an invisible"
                    + " character, or contain a control character, but" + position(value, pasted.start()));
        }
        unquoted(name, value);
    }

    private static void unquoted(String name, String value) {
        if (IN_QUOTES.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must not include the quotes");
        }
    }

    private static String position(String value, int at) {
        return " character " + (at + 1) + " of " + value.length() + " is " + Text.name(value.codePointAt(at));
    }

    /** Hides everything before the {@code @} in a URL, even in one that cannot be parsed. */
    private static String withoutUserInfo(String url) {
        return url.replaceFirst("(?is)^(https?:[/\\\\]*)?.*@", "$1…@");
    }
}
