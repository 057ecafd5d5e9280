package io.github.realtimekit.activesession;

/**
 * The service, or something in front of it, failed with a 5xx. Try again later.
 *
 * <pre>{@code
 * try {
 *     client.createPoll(meetingId, poll);
 * } catch (ServerException e) {
 *     log.warn("the poll may exist: check the meeting before creating it again", e);
 * }
 * }</pre>
 *
 * <p>The client retries {@code get}, {@code find}, {@code kick} and {@code kickAll} before it gives up. It does not
 * retry {@code createPoll}, since the poll may exist. {@code get} can fail with a 500 for a few seconds while a session
 * is starting.
 */
public final class ServerException extends ApiException {
    private static final long serialVersionUID = 1;

    ServerException(ErrorResponse error) {
        super(error);
    }
}
