package io.github.realtimekit.activesession;

/**
 * Whether a session is going on.
 *
 * <p>The service adds values from time to time: give a {@code switch} a default branch. What was sent is always
 * in {@link ActiveSession#statusAsString()}.
 */
public enum SessionStatus {
    /** The session is going on. */
    LIVE,
    /** The session is over. */
    ENDED,
    /** A value that this version of the library does not know. */
    UNKNOWN;

    static SessionStatus of(String text) {
        return switch (text) {
            case "LIVE" -> LIVE;
            case "ENDED" -> ENDED;
            default -> UNKNOWN;
        };
    }
}
