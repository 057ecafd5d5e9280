package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/**
 * The request took effect, but its answer cannot be read: it is not JSON, has no {@code data}, has an object where a
 * list belongs, or a field that was asked for is missing or is not what it should be. The message names the JSON path,
 * such as {@code data.breakout_rooms[2].created_at}, or the place in the text; {@code response().body()} has all that
 * came.
 *
 * <p>Thrown by the call, or by the accessor of a value for the one field that it reads: the rest of the value stays
 * readable. After {@code createPoll} the poll exists.
 */
public final class UnreadableResponseException extends RealtimeKitException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable ApiResponse response;

    UnreadableResponseException(String message, @Nullable Throwable cause, ApiResponse response) {
        super(message, cause, response.attempts(), true);
        this.response = response;
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
