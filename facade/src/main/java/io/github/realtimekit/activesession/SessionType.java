package io.github.realtimekit.activesession;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The type of a session.
 *
 * <pre>{@code
 * if (session.type() == SessionType.LIVESTREAM) {
 *     log.info("{} is a livestream", session.id());
 * }
 * }</pre>
 *
 * <p>The service may add values, so a {@code switch} needs a default branch. {@link ActiveSession#typeAsString()}
 * returns the text as sent.
 */
public enum SessionType {
    /** A meeting; {@code meeting} in JSON. */
    MEETING,
    /** A livestream; {@code livestream} in JSON. */
    LIVESTREAM,
    /** A single participant; {@code participant} in JSON. */
    PARTICIPANT,
    /** A value that this version of the library does not know. */
    UNKNOWN;

    static SessionType of(String text) {
        return Stream.of(values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
