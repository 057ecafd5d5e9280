package io.github.realtimekit.activesession;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API answered, and refused: any status that is not 2xx, redirects included, and a 2xx that says
 * {@code "success": false}.
 *
 * <pre>{@code
 * } catch (ApiException e) {
 *     log.warn("{} {} (ray {})", e.status(), e.errors(), e.rayId().orElse("unknown"));
 * }
 * }</pre>
 *
 * <p>{@link NotFoundException}, {@link AuthenticationException} and {@link RateLimitException} are the cases that call
 * for a reaction of their own. A 404 whose body is not RealtimeKit's own is a plain {@code ApiException}: the account
 * or app id is wrong.
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

    ApiException(Refusal refusal) {
        super(refusal.message(), null, refusal.response().attempts(), refusal.requestMayHaveBeenProcessed());
        this.status = refusal.response().status();
        this.errors = new ArrayList<>(refusal.errors());
        this.rayId = refusal.response().rayId().orElse(null);
        this.retryAfter = refusal.retryAfter();
        this.response = refusal.response();
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /**
     * {@return what the API said, in its order; empty if the body was in none of its shapes, such as an HTML page}
     * Unmodifiable.
     */
    public List<ApiError> errors() {
        return Collections.unmodifiableList(errors);
    }

    /** {@return the header {@code cf-ray}, which Cloudflare's support asks for} */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
    }

    /**
     * {@return how long the API asked to wait before the next call; empty if it did not say, or not so that it can be read}
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * {@return the answer as it came, with its whole body}
     *
     * @throws IllegalStateException if this exception was serialized since
     */
    public ApiResponse response() {
        return present(response);
    }
}
