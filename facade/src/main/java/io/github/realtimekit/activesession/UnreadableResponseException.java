package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * A 2xx response, or a field of it that you asked for, is unreadable.
 *
 * <pre>{@code
 * try {
 *     minutes = session.minutesConsumed();
 * } catch (UnreadableResponseException e) {
 *     log.warn("no minutes", e); // "… the response cannot be read: data.minutes_consumed is missing …"
 * }
 * }</pre>
 *
 * <p>A call throws this for a 2xx that is not JSON, has no {@code data}, has the wrong type where an object or a list
 * belongs, or is larger than 16 MiB. An accessor throws it if its own field is missing or unreadable; the other
 * accessors keep working.
 *
 * <p>The message has the JSON path, such as {@code data.breakout_rooms[2].created_at}, or the position in the text.
 * {@link #response()} has the body.
 *
 * <p>After {@code createPoll}, the poll may exist. If the body is a web page, something other than the API answered,
 * such as a proxy or a captive portal; then the message says to check the base URL and any proxy.
 */
public final class UnreadableResponseException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ApiResponse response;

    UnreadableResponseException(String message, ApiResponse response) {
        super(message, null, response.attempts(), true);
        this.response = response;
    }

    /**
     * {@return the response; its body is complete unless it is larger than 16 MiB}
     *
     * @throws IllegalStateException if this exception was deserialized
     */
    public ApiResponse response() {
        return present(response);
    }
}
