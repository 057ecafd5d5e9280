package io.github.realtimekit.activesession.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * A response in memory.
 *
 * @param body the body. Only the beginning if it is {@code tooLong}, and only what arrived if it was cut off
 * @param problem why the body could not be read to the end; empty if it was
 * @param retryAfter how long the service asks to wait
 */
public record HttpResponse(
        int status,
        Headers headers,
        String body,
        boolean tooLong,
        Optional<Exception> problem,
        Optional<Duration> retryAfter) {

    private static final Pattern RAY_ID = Pattern.compile("[0-9A-Za-z-]{1,32}");

    /** A complete response. */
    public static HttpResponse of(int status, Headers headers, String body, Instant now) {
        return new HttpResponse(status, headers, body, false, Optional.empty(), RetryAfter.of(headers, now));
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether the body was read to the end, or as far as a body that is too long is kept. */
    public boolean isComplete() {
        return problem.isEmpty();
    }

    HttpResponse withProblem(Exception problem) {
        return new HttpResponse(status, headers, body, tooLong, Optional.of(problem), retryAfter);
    }

    /** The only header in messages and logs, so it must look like an id. */
    public Optional<String> rayId() {
        return Optional.ofNullable(headers.get("cf-ray"))
                .filter(ray -> RAY_ID.matcher(ray).matches());
    }
}
