package io.github.realtimekit.activesession;

/**
 * RealtimeKit itself says that there is no such session or participant.
 *
 * <p>After {@code kick} the API does not say which of the two is missing; {@link ActiveSessionClient#find} does. After
 * a retry of {@code kick} or {@code kickAll}, an earlier attempt may have taken effect: see
 * {@link #requestMayHaveBeenProcessed()}.
 *
 * <p>A wrong account id or app id is a plain {@link ApiException}.
 */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    NotFoundException(ErrorResponse error) {
        super(error);
    }
}
