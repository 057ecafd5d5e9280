package io.github.realtimekit.activesession;

/**
 * What kind of session it is.
 *
 * <p>The service adds values from time to time: give a {@code switch} a default branch. What was sent is always
 * in {@link ActiveSession#typeAsString()}.
 */
public enum SessionType {
    /** A meeting; on the wire {@code meeting}. */
    MEETING,
    /** A livestream; on the wire {@code livestream}. */
    LIVESTREAM,
    /** A single participant; on the wire {@code participant}. */
    PARTICIPANT,
    /** A value that this version of the library does not know. */
    UNKNOWN;

    static SessionType of(String text) {
        return switch (text) {
            case "meeting" -> MEETING;
            case "livestream" -> LIVESTREAM;
            case "participant" -> PARTICIPANT;
            default -> UNKNOWN;
        };
    }
}
