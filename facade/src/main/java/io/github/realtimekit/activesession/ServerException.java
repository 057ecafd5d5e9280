package io.github.realtimekit.activesession;

/**
 * The service, or something on the way to it, failed with a 5xx: try again later.
 *
 * <p>The client has retried, if the operation allows it. {@code createPoll} is not retried, since the poll may exist:
 * look in the meeting before you create it again. A session that is just starting was met with a 500 for some seconds.
 */
public final class ServerException extends ApiException {
    private static final long serialVersionUID = 1;

    ServerException(Facts facts) {
        super(facts);
    }
}
