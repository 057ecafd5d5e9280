package io.github.realtimekit.activesession;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The API tokens that one call uses, an attempt each. Redacts all of them from texts of others. */
final class Tokens {
    /** For what no call has sent. */
    static final Tokens NONE = new Tokens(() -> "");

    private static final String REDACTED = "[token]";
    private static final int MAX_CAUSES = 20;

    private final Supplier<String> supplier;
    private final CopyOnWriteArrayList<String> used = new CopyOnWriteArrayList<>();

    Tokens(Supplier<String> supplier) {
        this.supplier = supplier;
    }

    /** Checks a token. The error states the rule, never the value. */
    static String check(String token) {
        Objects.requireNonNull(token, "the API token must not be null");
        if (token.isBlank()) {
            throw new IllegalArgumentException("the API token must not be blank");
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c >= 127) {
                throw new IllegalArgumentException(
                        "the API token must be printable ASCII without blanks or line breaks,"
                                + " but character " + (i + 1) + " of " + token.length() + " is not"
                                + (token.startsWith("Bearer ") ? " (leave out 'Bearer')" : ""));
            }
        }
        return token;
    }

    /** Asks for the token of the next attempt. A supplier may throw anything, also what it does not declare. */
    String next() throws Unavailable {
        String token;
        try {
            token = check(supplier.get());
        } catch (Exception e) {
            throw new Unavailable(redact(e));
        }
        used.addIfAbsent(token);
        return token;
    }

    /** The text without the tokens, whether they stand there as they are or with the escapes that JSON allows. */
    String redact(String text) {
        StringBuilder clean = null;
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            int end = endOfToken(text, i);
            if (end > i) {
                clean = clean == null ? new StringBuilder() : clean;
                clean.append(text, copied, i).append(REDACTED);
                copied = end;
                i = end - 1;
            }
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }

    /** The same throwable, or one without tokens and quotations if it or one behind it has any. */
    Throwable redact(Throwable problem) {
        try {
            if (isClean(problem, MAX_CAUSES)) {
                return problem;
            }
        } catch (RuntimeException e) {
            // A throwable that fails to say its cause is not clean.
        }
        IOException clean = new IOException(redact(Messages.textWithoutQuotation(problem)));
        clean.setStackTrace(problem.getStackTrace());
        return clean;
    }

    /** Where the longest token that begins here ends; the beginning itself if none does. */
    private int endOfToken(String text, int from) {
        int longest = from;
        for (String token : used) {
            int end = text.startsWith(token, from) ? from + token.length() : endOfEscaped(text, from, token);
            longest = Math.max(longest, end);
        }
        return longest;
    }

    /** The same for one token as it may stand in a JSON text, where a backslash always begins an escape; or -1. */
    private static int endOfEscaped(String text, int from, String token) {
        int at = from;
        for (int i = 0; i < token.length(); i++) {
            int length = text.startsWith("\\u00", at) ? 6 : text.startsWith("\\", at) ? 2 : 1;
            if (at + length > text.length() || character(text, at, length) != token.charAt(i)) {
                return -1;
            }
            at += length;
        }
        return at;
    }

    private static int character(String text, int at, int length) {
        return length < 6
                ? text.charAt(at + length - 1)
                : 16 * Character.digit(text.charAt(at + 4), 16) + Character.digit(text.charAt(at + 5), 16);
    }

    /** Causes can go round in circles: of those that are not looked at, the worst is assumed. */
    private boolean isClean(@Nullable Throwable problem, int depth) {
        if (problem == null) {
            return true;
        }
        String text = Messages.text(problem);
        return depth > 0
                && redact(Messages.textWithoutQuotation(problem)).equals(text)
                && isClean(problem.getCause(), depth - 1)
                && Stream.of(problem.getSuppressed()).allMatch(suppressed -> isClean(suppressed, depth - 1));
    }

    /** The supplier threw, or gave nothing that can be a token. Nothing was sent. */
    static final class Unavailable extends IOException {
        private static final long serialVersionUID = 1;

        private Unavailable(Throwable cause) {
            super("the token supplier failed", cause);
        }
    }
}
