package io.github.realtimekit.activesession;

/**
 * RealtimeKit itself says that the session or the participant is not there. After a kick that was repeated it can mean
 * that the first attempt took effect: see {@link #requestMayHaveBeenProcessed()}.
 *
 * <p>A wrong account or app id is a plain {@link ApiException}.
 */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    NotFoundException(ErrorResponse error) {
        super(error);
    }
}
