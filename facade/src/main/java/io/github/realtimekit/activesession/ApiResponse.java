package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response from the service: status, headers and body.
 *
 * <pre>{@code
 * ActiveSession session = client.get(meetingId);
 * session.response().rayId().ifPresent(ray -> log.info("ray id {}", ray));
 * }</pre>
 *
 * <p>{@link #body()} can contain fields that this library does not know, and people's names and e-mail addresses.
 * {@link #toString()} includes none of them. Responses are immutable and thread-safe.
 */
public final class ApiResponse {
    private final HttpResponse received;
    private final int attempts;

    ApiResponse(HttpResponse received, int attempts) {
        this.received = received;
        this.attempts = attempts;
    }

    /** {@return the HTTP status; 200 for a value from {@code fromJson}} */
    public int status() {
        return received.status();
    }

    /**
     * {@return all headers, unmodifiable; looking up a name ignores case} A header that was sent twice has two values.
     */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(received.headers().toMultimap());
    }

    /**
     * {@return the id in the {@code cf-ray} header, which Cloudflare support asks for; empty if it is missing or
     * malformed}
     */
    public Optional<String> rayId() {
        return received.rayId();
    }

    /**
     * {@return the whole body as text; empty if there was none} It is decoded as UTF-8 unless a byte order mark says
     * otherwise. If the response is larger than 16 MiB, this is only its beginning. If an error response was cut off,
     * this is whatever had arrived, perhaps nothing.
     */
    public String body() {
        return received.body();
    }

    /** {@return the number of attempts that the call made: 1 without a retry, 0 for a value from {@code fromJson}} */
    public int attempts() {
        return attempts;
    }

    /** {@code problem (HTTP 404, ray 8f1…-FRA, 2 attempts)}, or just the problem for a value made from JSON. */
    String describe(String problem, String contentType) {
        if (attempts == 0) {
            return problem;
        }
        String type = contentType.isEmpty() ? "" : ", " + Text.excerpt(contentType);
        String ray = rayId().map(it -> ", ray " + it).orElse("");
        return problem + " (HTTP " + status() + type + ray + ", " + Text.attempts(attempts) + ")";
    }

    /** Why the body could not be read to the end; empty if it was. */
    Optional<Exception> problem() {
        return received.problem();
    }

    Optional<Duration> retryAfter() {
        return received.retryAfter();
    }

    /** {@return the status, the size of the body, the ray id and the number of attempts} */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status() + ", body=" + received.body().length() + " characters, rayId="
                + rayId().orElse("none") + ", attempts=" + attempts + "]";
    }
}
