package io.github.realtimekit.activesession;

import java.lang.System.Logger.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One DEBUG line for each attempt, without token, body, name or address. */
final class Log {
    private static final String NAME = "io.github.realtimekit.activesession";

    private Log() {}

    static void attempt(Operation operation, int attempt, long nanos, @Nullable ApiResponse response) {
        if (!Gate.mayBeOn()) {
            return;
        }
        System.Logger logger = Lazy.LOGGER;
        if (logger.isLoggable(Level.DEBUG)) {
            logger.log(
                    Level.DEBUG,
                    operation + ": attempt " + attempt + ", "
                            + (response == null ? "no answer" : "HTTP " + response.status()) + " after "
                            + nanos / 1_000_000 + " ms, ray "
                            + (response == null
                                    ? "unknown"
                                    : response.rayId().map(Messages::excerpt).orElse("unknown")));
        }
    }

    /**
     * Whether DEBUG can be on at all. The first use of {@link System.Logger} takes 20 ms, which nobody should wait for who
     * does not log: so long as no other logger is plugged in, java.util.logging decides, and OkHttp has loaded that.
     */
    private static final class Gate {
        private static final boolean PLUGGED_IN =
                ClassLoader.getSystemResource("META-INF/services/java.lang.System$LoggerFinder") != null
                        || ModuleLayer.boot().modules().stream()
                                .flatMap(module -> module.getDescriptor().provides().stream())
                                .anyMatch(service -> service.service().equals("java.lang.System$LoggerFinder")
                                        && !service.providers().get(0).startsWith("sun."));
        private static final Logger JUL = Logger.getLogger(NAME);

        static boolean mayBeOn() {
            return PLUGGED_IN || JUL.isLoggable(java.util.logging.Level.FINE);
        }
    }

    private static final class Lazy {
        static final System.Logger LOGGER = System.getLogger(NAME);
    }
}
