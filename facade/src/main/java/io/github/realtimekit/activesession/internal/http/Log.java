package io.github.realtimekit.activesession.internal.http;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Logs one DEBUG line per attempt, without the token, bodies, names or addresses. */
final class Log {
    /** Does not slow down startup: OkHttp has loaded the same classes for its own logging. */
    private static final System.Logger LOGGER = System.getLogger("io.github.realtimekit.activesession");

    private static final AtomicLong CALLS = new AtomicLong();

    private Log() {}

    /** A number that identifies the attempts of one call. */
    static long nextCall() {
        return CALLS.incrementAndGet();
    }

    /** For example {@code kick #17: attempt 1, HTTP 429 after 120 ms, ray 8f1c2d3e4a5b6c7d-FRA}. */
    static void attempt(String operation, long call, Attempt attempt) {
        if (!LOGGER.isLoggable(Level.DEBUG)) {
            return;
        }
        Optional<HttpResponse> response = attempt.response();
        String outcome = response.map(Log::describe).orElseGet(() -> nameOf(attempt.problem()));
        String ray = response.flatMap(HttpResponse::rayId).orElse("unknown");

        LOGGER.log(
                Level.DEBUG,
                operation + " #" + call + ": attempt " + attempt.number() + ", " + outcome + " after "
                        + attempt.duration().toMillis() + " ms, ray " + ray);
    }

    private static String describe(HttpResponse response) {
        String status = "HTTP " + response.status();
        return response.problem().map(e -> status + " (" + nameOf(e) + ")").orElse(status);
    }

    private static String nameOf(Throwable problem) {
        return problem.getClass().getName();
    }
}
