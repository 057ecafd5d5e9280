package io.github.realtimekit.activesession;

/**
 * RealtimeKit itself reports that there is no such session or participant.
 *
 * <pre>{@code
 * try {
 *     client.kickAll(meetingId);
 * } catch (NotFoundException e) {
 *     // no session is active: nothing to do
 * }
 * }</pre>
 *
 * <p>After {@code kick}, the API does not say which of the two is missing; call {@link ActiveSessionClient#find} to
 * find out. If {@code kick} or {@code kickAll} was retried, an earlier attempt may have taken effect: check
 * {@link #requestMayHaveBeenProcessed()}.
 *
 * <p>A wrong account id or app id is not reported this way: that is another {@link ApiException}.
 */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    NotFoundException(ErrorResponse error) {
        super(error);
    }
}
