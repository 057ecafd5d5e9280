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
 * The API refused the request, either with a status of 300 or higher or with a 2xx that says {@code "success": false}.
 *
 * <pre>{@code
 * try {
 *     client.kick(meetingId, participants);
 * } catch (ApiException e) {
 *     log.warn("{} {} (ray {})", e.status(), e.errors(), e.rayId().orElse("unknown"));
 * }
 * }</pre>
 *
 * <p>The subtypes cover the refusals that need specific handling. All others are a plain {@code ApiException}, for
 * example:
 *
 * <ul>
 *   <li>A 404 that RealtimeKit itself did not send: the account id, the app id or the base URL is wrong.
 *   <li>A 403 with a web page or other text: the network edge or a proxy refused the caller, not the token.
 *   <li>A redirect, since redirects are not followed: check the base URL.
 * </ul>
 *
 * <p>A refusal is identified by its status even if its body was cut off. In that case, {@link #getCause()} says what
 * went wrong, the message says that the body was not read to the end, {@link #errors()} is empty, and a 404 or 403 is a
 * plain {@code ApiException}. Otherwise there is no cause.
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
     * {@return the exception that a call would throw for this response, for tests}
     *
     * <pre>{@code
     * when(client.get("flaky")).thenThrow(ApiException.fromResponse(503, ""));
     * }</pre>
     *
     * @param status the HTTP status
     * @param body the body; empty for none
     * @throws IllegalArgumentException if a call would not throw an {@code ApiException}, because the status is below
     *     200, or is 2xx and the body does not say {@code "success": false}
     */
    public static ApiException fromResponse(int status, String body) {
        return fromResponse(status, Map.of(), body);
    }

    /**
     * {@return the exception that a call would throw for this response, for tests}
     *
     * <pre>{@code
     * when(client.get("busy")).thenThrow(ApiException.fromResponse(429, Map.of("Retry-After", "7"), ""));
     * }</pre>
     *
     * @param status the HTTP status
     * @param headers the headers, such as {@code cf-ray} and {@code Retry-After}
     * @param body the body; empty for none
     * @throws IllegalArgumentException if a header has an invalid name or value, or if a call would not throw an
     *     {@code ApiException}, because the status is below 200, or is 2xx and the body does not say
     *     {@code "success": false}
     */
    public static ApiException fromResponse(int status, Map<String, String> headers, String body) {
        return ErrorResponse.exception(status, Headers.of(headers), body);
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /**
     * {@return the errors that the API reported, in order, unmodifiable; empty if the body was cut off or is not in one
     * of the API's formats, such as an HTML page}
     */
    public List<ApiError> errors() {
        return Collections.unmodifiableList(errors);
    }

    /**
     * {@return the id in the {@code cf-ray} header, which Cloudflare support asks for; empty if it is missing or
     * malformed}
     */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
    }

    /**
     * {@return how long to wait before the next call, from the {@code Retry-After} header; empty if it is missing or
     * unreadable}
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * {@return the response; its body is complete unless it was cut off or is larger than 16 MiB}
     *
     * @throws IllegalStateException if this exception was deserialized
     */
    public ApiResponse response() {
        return present(response);
    }
}
