package io.github.realtimekit.activesession;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One DEBUG line for each attempt, without token, body, name or address. */
final class Log {
    /** Costs no start-up: what it loads, OkHttp has loaded for its own logging. */
    private static final System.Logger LOGGER = System.getLogger("io.github.realtimekit.activesession");

    private Log() {}

    static void attempt(Operation operation, int attempt, long nanos, @Nullable ApiResponse response) {
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(
                    Level.DEBUG,
                    operation + ": attempt " + attempt + ", "
                            + (response == null ? "no answer" : "HTTP " + response.status()) + " after "
                            + nanos / 1_000_000 + " ms, ray "
                            + (response == null
                                    ? "unknown"
                                    : response.rayId().map(Messages::excerpt).orElse("unknown")));
        }
    }
}
