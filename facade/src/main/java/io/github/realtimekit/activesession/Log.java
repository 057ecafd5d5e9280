package io.github.realtimekit.activesession;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** One DEBUG line for each attempt, without token, body, name or address. */
final class Log {
    /** Adds nothing to the start-up: OkHttp has loaded the same classes for its own logging. */
    private static final System.Logger LOGGER = System.getLogger("io.github.realtimekit.activesession");

    private Log() {}

    static void attempt(Operation operation, int attempt, Duration duration, Evaluation.Result result) {
        try {
            if (LOGGER.isLoggable(Level.DEBUG)) {
                ApiResponse response = result instanceof Evaluation.Received received ? received.response() : null;
                String status = response == null ? "no response" : "HTTP " + response.status();
                String ray = response == null ? "unknown" : response.rayId().orElse("unknown");
                String line =
                        operation + ": attempt " + attempt + ", " + status + " after " + duration.toMillis() + " ms";
                LOGGER.log(Level.DEBUG, line + ", ray " + ray);
            }
        } catch (Throwable e) {
            // A handler that fails must not change the outcome of the call.
        }
    }
}
