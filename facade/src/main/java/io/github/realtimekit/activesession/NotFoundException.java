package io.github.realtimekit.activesession;

/**
 * RealtimeKit itself says that the session or the participant is not there.
 *
 * <p>After {@code kick} it is about the session or a participant. The API does not say which;
 * {@link ActiveSessionClient#find} does. After a retry of {@code kick} or {@code kickAll} it can mean that an earlier
 * attempt took effect: see {@link #requestMayHaveBeenProcessed()}.
 *
 * <p>A wrong account id or app id is a plain {@link ApiException}.
 */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    NotFoundException(Facts facts) {
        super(facts);
    }
}
