package io.github.realtimekit.activesession;

/**
 * The service, or something on the way to it, failed with a 5xx: try again later.
 *
 * <p>The client has retried {@code get}, {@code find}, {@code kick} and {@code kickAll}. {@code createPoll} is not
 * retried, since the poll may exist: look in the meeting before you create it again. While a session starts,
 * {@code get} can fail with a 500 for some seconds.
 */
public final class ServerException extends ApiException {
    private static final long serialVersionUID = 1;

    ServerException(ErrorResponse error) {
        super(error);
    }
}
