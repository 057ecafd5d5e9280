package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An error that the API reported, in any of the shapes that it uses.
 *
 * <pre>{@code
 * for (ApiError error : exception.errors()) {
 *     log.warn("{}", error);
 * }
 * }</pre>
 *
 * <p>{@link #message()} is the text as the service sent it, line breaks included; {@link #toString()} is safe to log.
 * The API token is redacted wherever the service quotes it. Errors are immutable and serializable, and have value
 * equality.
 */
public final class ApiError implements Serializable {
    private static final long serialVersionUID = 1;

    /** The error as it was sent. */
    private final Parts parts;

    private record Parts(
            @Nullable Integer code,
            String message,
            @Nullable String documentationUrl,
            @Nullable String pointer,
            ArrayList<ApiError> chain)
            implements Serializable {}

    ApiError(
            @Nullable Integer code,
            String message,
            @Nullable String documentationUrl,
            @Nullable String pointer,
            List<ApiError> chain) {
        this.parts = new Parts(code, message, documentationUrl, pointer, new ArrayList<>(chain));
    }

    /** {@return the API's error code, such as 7003; in RealtimeKit's own errors, this is the HTTP status} */
    public OptionalInt code() {
        return parts.code() == null ? OptionalInt.empty() : OptionalInt.of(parts.code());
    }

    /**
     * {@return the API's message as sent, or an empty string if the API sent only a code} If the API sent a list of
     * messages, they are joined with semicolons.
     */
    public String message() {
        return parts.message();
    }

    /** {@return the URL of a page about this error} */
    public Optional<String> documentationUrl() {
        return Optional.ofNullable(parts.documentationUrl());
    }

    /** {@return a JSON pointer to the invalid part of the request} */
    public Optional<String> pointer() {
        return Optional.ofNullable(parts.pointer());
    }

    /** {@return the causes of this error, unmodifiable; for a credential error, often only these say what is wrong} */
    public List<ApiError> chain() {
        return Collections.unmodifiableList(parts.chain());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiError that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** {@return the message, the code and the chain on one line, without control characters} */
    @Override
    public String toString() {
        String text = Text.oneLine(parts.message());
        if (parts.code() != null) {
            text += " [" + parts.code() + "]";
        }
        if (!parts.chain().isEmpty()) {
            text += " because of " + parts.chain();
        }
        return text;
    }
}
