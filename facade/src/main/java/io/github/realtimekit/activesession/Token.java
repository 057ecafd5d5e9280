package io.github.realtimekit.activesession;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An API token: the only place that holds one as text, and strikes it out of everything that could show it. */
final class Token {
    /** Stands where no token was given yet. */
    static final Token NONE = new Token("");

    private static final String STRUCK_OUT = "[token]";
    private static final int MOST_CAUSES = 20;

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** Checks a token; the error states the rule and never the value. */
    static Token of(String text) {
        Objects.requireNonNull(text, "the API token must not be null");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the API token must not be blank");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127) {
                throw new IllegalArgumentException(
                        "the API token must be printable ASCII without blanks or line breaks,"
                                + " but character " + (i + 1) + " of " + text.length() + " is not"
                                + (text.startsWith("Bearer ") ? " (leave out 'Bearer')" : ""));
            }
        }
        return new Token(text);
    }

    /** Asks a supplier, which may do anything: also throw what it does not declare, with the token before in its words. */
    static Token from(Supplier<String> supplier, Token before) throws Unavailable {
        try {
            return of(supplier.get());
        } catch (Exception e) {
            throw new Unavailable(before.strikeOut(e));
        }
    }

    String authorization() {
        return "Bearer " + text;
    }

    /** The text without the token, as it is or with the escapes that JSON allows. */
    String strikeOut(String said) {
        if (text.isEmpty()) {
            return said;
        }
        String plain = said.replace(text, STRUCK_OUT);
        return plain.indexOf('\\') < 0 ? plain : escaped().matcher(plain).replaceAll(STRUCK_OUT);
    }

    private Pattern escaped() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String hex = Integer.toHexString(text.charAt(i));
            regex.append("(?:\\\\?\\x")
                    .append(hex)
                    .append("|\\\\u00(?i:")
                    .append(hex)
                    .append("))");
        }
        return Pattern.compile(regex.toString());
    }

    /** The same throwable, or one without the token if it or one behind it has it in its message. */
    Throwable strikeOut(Throwable failure) {
        return says(failure, MOST_CAUSES) ? replaced(failure) : failure;
    }

    /** Of what is behind the deepest cause that is looked at it is assumed: causes can go round in circles. */
    private boolean says(@Nullable Throwable failure, int deepest) {
        if (failure == null) {
            return false;
        }
        String said = failure.toString();
        if (deepest == 0 || !strikeOut(said).equals(said) || says(failure.getCause(), deepest - 1)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (says(suppressed, deepest - 1)) {
                return true;
            }
        }
        return false;
    }

    private IOException replaced(Throwable failure) {
        IOException clean = new IOException(strikeOut(failure.toString()));
        clean.setStackTrace(failure.getStackTrace());
        return clean;
    }

    @Override
    public String toString() {
        return STRUCK_OUT;
    }

    /** The supplier threw, or gave nothing that can be a token; nothing was sent. */
    static final class Unavailable extends IOException {
        private static final long serialVersionUID = 1;

        private Unavailable(Throwable cause) {
            super("the token supplier failed", cause);
        }
    }
}
