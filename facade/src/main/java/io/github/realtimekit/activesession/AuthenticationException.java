package io.github.realtimekit.activesession;

/**
 * The token, its permissions or the account are wrong; repeating the call does not help. The token needs the permission
 * Realtime or Realtime Admin for the account, reading included. {@link #errors()} and each {@link ApiError#chain()} say
 * what the API found wrong.
 */
public final class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1;

    AuthenticationException(ErrorResponse error) {
        super(error);
    }
}
