package io.github.realtimekit.activesession;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The checks of arguments, before anything is sent. */
final class Arguments {
    private Arguments() {}

    /** A text that is not blank and can be encoded. */
    static String text(String name, String value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, but is '" + Messages.excerpt(value) + "'");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(name + " must be valid Unicode, but has half of a surrogate pair: '"
                    + Messages.excerpt(value) + "'");
        }
        return value;
    }

    /** An id that becomes one segment of the path. No length or pattern is checked: the published ones are wrong. */
    static String id(String name, String value) {
        text(name, value);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(name + " must not be '.' or '..', but is '" + value + "'");
        }
        return value;
    }

    /** At least one text. */
    static List<String> some(String name, Collection<String> values) {
        List<String> copy = texts(name, values);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return copy;
    }

    static List<String> texts(String name, Collection<String> values) {
        Objects.requireNonNull(values, () -> name + " must not be null");
        List<String> copy = new ArrayList<>(values.size());
        for (String value : values) {
            copy.add(text(name + "[" + copy.size() + "]", value));
        }
        return List.copyOf(copy);
    }

    /** The number of texts, and a hash instead of texts that nobody is to see. */
    static String counted(List<String> texts, String name) {
        return texts.size() + " " + name + (texts.size() == 1 ? "" : "s") + (texts.isEmpty() ? "" : " " + hash(texts));
    }

    static String hash(Object texts) {
        return String.format("#%08x", texts.hashCode());
    }

    /** Passes on a variable of the environment, unless it is missing or blank. */
    static void ifSet(@Nullable String variable, Consumer<String> setter) {
        if (variable != null && !variable.isBlank()) {
            setter.accept(variable);
        }
    }

    static Duration positive(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
        return value;
    }

    /** An HTTP URL that paths can be appended to. User info is not shown: it has a password in it. */
    static HttpUrl baseUrl(String value) {
        text("baseUrl", value);
        HttpUrl url = HttpUrl.parse(value);
        if (url == null) {
            throw new IllegalArgumentException(
                    "baseUrl must be an http or https URL, but is '" + Messages.excerpt(withoutUserInfo(value)) + "'");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty() || url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("baseUrl must have no user info, query or fragment, but is '"
                    + Messages.excerpt(withoutUserInfo(value)) + "'");
        }
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    /** The token travels in a header. */
    static void encrypted(HttpUrl url) {
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new IllegalArgumentException("baseUrl must be https, or http on loopback, but is '" + url
                    + "'; for a stub server elsewhere there is allowPlainHttp()");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /** Whatever stands before an {@code @}: what is no URL can have a password in it too. */
    private static String withoutUserInfo(String url) {
        return url.replaceFirst("(?is)^(https?:[/\\\\]*)?.*@", "$1…@");
    }
}
