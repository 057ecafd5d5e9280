package io.github.realtimekit.activesession;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One error that the API reported, in whichever shape it sent it.
 *
 * <pre>{@code
 * for (ApiError error : exception.errors()) {
 *     log.warn("{}: {}", error.code(), error.message());
 *     error.chain().forEach(behind -> log.warn("  because {}", behind.message()));
 * }
 * }</pre>
 *
 * <p>Errors are immutable and serializable, with value equality. The API token is redacted from their texts.
 */
public final class ApiError extends Value implements Serializable {
    private static final long serialVersionUID = 1;

    /** For {@link #code()}. */
    private final @Nullable Integer code;

    /** For {@link #message()}. */
    private final String message;

    /** For {@link #documentationUrl()}. */
    private final @Nullable String documentationUrl;

    /** For {@link #pointer()}. */
    private final @Nullable String pointer;

    /** For {@link #chain()}. */
    private final ArrayList<ApiError> chain;

    ApiError(
            @Nullable Integer code,
            String message,
            @Nullable String documentationUrl,
            @Nullable String pointer,
            List<ApiError> chain) {
        this.code = code;
        this.message = message;
        this.documentationUrl = documentationUrl;
        this.pointer = pointer;
        this.chain = new ArrayList<>(chain);
    }

    /** {@return the API's number for the error, such as 7003; in RealtimeKit's own errors it is the HTTP status} */
    public OptionalInt code() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** {@return the API's message, whole; empty text if it sent only a code} */
    public String message() {
        return message;
    }

    /** {@return the URL of a page about this error} */
    public Optional<String> documentationUrl() {
        return Optional.ofNullable(documentationUrl);
    }

    /** {@return a JSON pointer to the part of the request that is wrong} */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer);
    }

    /** {@return the errors behind this one, unmodifiable; for credentials only they say what is wrong} */
    public List<ApiError> chain() {
        return Collections.unmodifiableList(chain);
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(code, message, documentationUrl, pointer, chain);
    }

    /** {@return the message, the code and the chain} */
    @Override
    public String toString() {
        String text = code == null ? message : message + " [" + code + "]";
        return chain.isEmpty() ? text : text + " because of " + chain;
    }
}
