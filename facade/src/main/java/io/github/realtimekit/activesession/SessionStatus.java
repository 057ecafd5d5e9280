package io.github.realtimekit.activesession;

import java.util.stream.Stream;

/**
 * The status of a session.
 *
 * <pre>{@code
 * switch (session.status()) {
 *     case LIVE -> show(session.liveParticipants());
 *     case ENDED -> show(session.endedAt());
 *     default -> log.warn("unknown status {}", session.statusAsString());
 * }
 * }</pre>
 *
 * <p>The service may add values, so a {@code switch} needs a default branch. {@link ActiveSession#statusAsString()}
 * returns the text as sent.
 */
public enum SessionStatus {
    /** The session is live; {@code LIVE} in JSON. */
    LIVE,
    /** The session has ended; {@code ENDED} in JSON. */
    ENDED,
    /** A value that this version of the library does not know. */
    UNKNOWN;

    static SessionStatus of(String text) {
        return Stream.of(values())
                .filter(it -> it.name().equals(text))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
