package io.github.realtimekit.activesession;

/**
 * The API token, its permission or the account is wrong. A retry does not help.
 *
 * <p>Every operation needs the permission Realtime or Realtime Admin for the account. {@link #errors()}, each with its
 * {@link ApiError#chain()}, say what the API reported.
 */
public final class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1;

    AuthenticationException(ErrorResponse error) {
        super(error);
    }
}
