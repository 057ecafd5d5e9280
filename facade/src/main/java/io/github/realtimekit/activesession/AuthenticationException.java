package io.github.realtimekit.activesession;

/**
 * The API token, its permission or the account is wrong. Retrying does not help.
 *
 * <pre>{@code
 * try {
 *     client.get(meetingId);
 * } catch (AuthenticationException e) {
 *     log.error("check CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID", e);
 * }
 * }</pre>
 *
 * <p>Every operation needs the Realtime or Realtime Admin permission for the account. {@link #errors()} has what the
 * API reported; the details are often in {@link ApiError#chain()}.
 */
public final class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1;

    AuthenticationException(ErrorResponse error) {
        super(error);
    }
}
