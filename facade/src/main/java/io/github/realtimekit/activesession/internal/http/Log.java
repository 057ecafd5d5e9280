package io.github.realtimekit.activesession.internal.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** One DEBUG line for each attempt, without token, body, name or address. */
final class Log {
    /** Adds nothing to the start-up: OkHttp has loaded the same classes for its own logging. */
    private static final System.Logger LOGGER = System.getLogger("io.github.realtimekit.activesession");

    private Log() {}

    static void attempt(String operation, int attempt, Duration duration, Optional<HttpResponse> response) {
        if (LOGGER.isLoggable(Level.DEBUG)) {
            String status = response.map(it -> "HTTP " + it.status()).orElse("no response");
            String ray = response.flatMap(HttpResponse::rayId).orElse("unknown");
            String line = operation + ": attempt " + attempt + ", " + status + " after " + duration.toMillis() + " ms";
            LOGGER.log(Level.DEBUG, line + ", ray " + ray);
        }
    }
}
