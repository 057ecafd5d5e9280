package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * A 2xx response, or a field of it that was asked for, is unreadable.
 *
 * <p>A call throws it for a 2xx that is not JSON, has no {@code data}, has the wrong type where an object or a list
 * belongs, or is larger than 16 MiB. An accessor throws it for its own field if that is missing or unreadable; the
 * other accessors go on working.
 *
 * <p>After {@code createPoll} the poll may exist. If the body is a web page, something other than the API has answered,
 * such as a proxy or a captive portal; the message then says to check these.
 *
 * <p>The message has the JSON path, such as {@code data.breakout_rooms[2].created_at}, or the place in the text.
 * {@link #response()} has the whole body.
 */
public final class UnreadableResponseException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ApiResponse response;

    UnreadableResponseException(String message, ApiResponse response) {
        super(message, null, response.attempts(), true);
        this.response = response;
    }

    /**
     * {@return the response, with its whole body}
     *
     * @throws IllegalStateException if this exception was deserialized
     */
    public ApiResponse response() {
        return present(response);
    }
}
