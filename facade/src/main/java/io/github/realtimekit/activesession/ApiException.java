package io.github.realtimekit.activesession;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The API refused the request: with any status from 300 on, or with a 2xx that says {@code "success": false}.
 *
 * <pre>{@code
 * try {
 *     client.kick(meetingId, participants);
 * } catch (ApiException e) {
 *     log.warn("{} {} (ray {})", e.status(), e.errors(), e.rayId().orElse("unknown"));
 * }
 * }</pre>
 *
 * <p>Each subtype calls for a reaction of its own. A 404 that is not RealtimeKit's own is a plain
 * {@code ApiException}: the account id or the app id is wrong. So is a 403 that is a web page: the network edge or a
 * proxy refused this caller, not the token. Redirects are not followed.
 */
public class ApiException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    /** For {@link #status()}. */
    private final int status;

    /** For {@link #errors()}. */
    private final ArrayList<ApiError> errors;

    /** For {@link #rayId()}. */
    private final @Nullable String rayId;

    /** For {@link #retryAfter()}. */
    private final @Nullable Duration retryAfter;

    private final transient @Nullable ApiResponse response;

    ApiException(ErrorResponse error) {
        super(
                error.message(),
                error.response().problem().orElse(null),
                error.response().attempts(),
                error.requestMayHaveBeenProcessed());
        this.status = error.response().status();
        this.errors = new ArrayList<>(error.errors());
        this.rayId = error.response().rayId().orElse(null);
        this.retryAfter = error.retryAfter().orElse(null);
        this.response = error.response();
    }

    /**
     * {@return the exception that a call would throw for this response, for a test of your own}
     *
     * @param status the HTTP status
     * @param body the body; empty for none
     * @throws IllegalArgumentException if a call would not throw an {@code ApiException}: the status is below 200, or
     *     is 2xx and the body has no {@code "success": false}
     */
    public static ApiException fromResponse(int status, String body) {
        return fromResponse(status, Map.of(), body);
    }

    /**
     * {@return the exception that a call would throw for this response, for a test of your own}
     *
     * <pre>{@code
     * when(client.get("busy")).thenThrow(ApiException.fromResponse(429, Map.of("Retry-After", "7"), ""));
     * }</pre>
     *
     * @param status the HTTP status
     * @param headers the headers, such as {@code cf-ray} and {@code Retry-After}
     * @param body the body; empty for none
     * @throws IllegalArgumentException if a call would not throw an {@code ApiException}: the status is below 200, or
     *     is 2xx and the body has no {@code "success": false}; or if a header has an invalid name or value
     */
    public static ApiException fromResponse(int status, Map<String, String> headers, String body) {
        return ErrorResponse.exception(status, Headers.of(headers), body);
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /**
     * {@return the errors that the API reported, in its order, unmodifiable; empty if the body has none of its shapes,
     * such as an HTML page}
     */
    public List<ApiError> errors() {
        return Collections.unmodifiableList(errors);
    }

    /** {@return the id in the header {@code cf-ray}, which Cloudflare's support asks for} */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
    }

    /** {@return the wait before the next call, from {@code Retry-After}; empty if that is missing or unreadable} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * {@return the response, with its whole body}
     *
     * @throws IllegalStateException if this exception was deserialized
     */
    public ApiResponse response() {
        return present(response);
    }
}
