package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.ActiveSessionJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of a meeting: its status, times, participant counts and breakout rooms.
 *
 * <pre>{@code
 * ActiveSession session = client.get(meetingId);
 * if (session.liveParticipants() == 0) { // check again before acting on it: people reconnect
 *     log.info("nobody seems to have been in {} since {}", session.id(), session.updatedAt());
 * }
 * }</pre>
 *
 * <p>An accessor reads its field when you call it. If the field is missing or unreadable, the accessor throws
 * {@link UnreadableResponseException} with the JSON path, and the others keep working. An {@code Optional} is empty if
 * the field is missing, null, blank or the text {@code null}. A session stays {@link SessionStatus#LIVE} for a while
 * after the last participant has left.
 *
 * <p>Sessions are immutable and thread-safe. They are equal if their JSON (see {@link #toJson()}) is equal, regardless
 * of {@link #response()}.
 */
public final class ActiveSession {
    private final ActiveSessionJson json;
    private final Fields fields;
    private final List<ActiveSession> breakoutRooms;

    ActiveSession(ActiveSessionJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
        this.breakoutRooms = fields.list("breakout_rooms", json.getBreakoutRooms(), ActiveSession::new);
    }

    /**
     * {@return a session read from JSON, such as the {@code data} object of a response, for tests and for what
     * {@link #toJson} wrote} Its {@link #response()} has status 200, this text as the body, and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list is expected
     */
    public static ActiveSession fromJson(String json) {
        return Fields.fromJson("data", json, ActiveSessionJson.class, ActiveSession::new);
    }

    /** {@return the session's id; for the meeting's, see {@link #associatedId()}} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return the meeting's id: a UUID, or a room name such as {@code abcdef-ghijkl} for a V1 meeting} */
    public String associatedId() {
        return fields.text("associated_id", json.getAssociatedId());
    }

    /** {@return the meeting's title} */
    public Optional<String> meetingDisplayName() {
        return fields.optionalText("meeting_display_name", json.getMeetingDisplayName());
    }

    /** {@return the id of the app that hosts the session} */
    public Optional<String> organizationId() {
        return fields.optionalText("organization_id", json.getOrganizationId());
    }

    /** {@return the session's status; {@link SessionStatus#UNKNOWN} for a value that this version does not know} */
    public SessionStatus status() {
        return SessionStatus.of(statusAsString());
    }

    /** {@return the status as the service sent it} */
    public String statusAsString() {
        return fields.text("status", json.getStatus());
    }

    /** {@return the session's type; {@link SessionType#UNKNOWN} for a value that this version does not know} */
    public SessionType type() {
        return SessionType.of(typeAsString());
    }

    /** {@return the type as the service sent it} */
    public String typeAsString() {
        return fields.text("type", json.getType());
    }

    /** {@return the number of participants who are in the session now} */
    public int liveParticipants() {
        return fields.count("live_participants", json.getLiveParticipants());
    }

    /** {@return the highest number of participants who were in the session at the same time} */
    public int maxConcurrentParticipants() {
        return fields.count("max_concurrent_participants", json.getMaxConcurrentParticipants());
    }

    /** {@return the minutes consumed since the session started, including fractions} */
    public double minutesConsumed() {
        return fields.decimal("minutes_consumed", json.getMinutesConsumed());
    }

    /** {@return when the session was created} */
    public Instant createdAt() {
        return fields.instant("created_at", json.getCreatedAt());
    }

    /** {@return when the session started} */
    public Instant startedAt() {
        return fields.instant("started_at", json.getStartedAt());
    }

    /** {@return when the session last changed} */
    public Instant updatedAt() {
        return fields.instant("updated_at", json.getUpdatedAt());
    }

    /** {@return when the session ended; empty while it is live} */
    public Optional<Instant> endedAt() {
        return fields.optionalInstant("ended_at", json.getEndedAt());
    }

    /**
     * {@return the sessions of the breakout rooms, unmodifiable; empty if there are none} They have the same
     * {@link #response()} as this session.
     */
    public List<ActiveSession> breakoutRooms() {
        return breakoutRooms;
    }

    /**
     * {@return free-form data about the session, unmodifiable; empty if there is none} Values are {@code String},
     * {@code Boolean}, {@code Long}, {@code BigDecimal} for numbers that do not fit a {@code long}, {@code List},
     * {@code Map} or null.
     */
    public Map<String, @Nullable Object> meta() {
        return fields.optionalObject("meta", json.getMeta());
    }

    /** {@return the response that this session was read from} */
    public ApiResponse response() {
        return fields.origin.response();
    }

    /**
     * {@return this session as a JSON object, to cache or store it; {@link #fromJson} turns it back into an equal
     * session}
     *
     * <pre>{@code
     * String json = session.toJson();
     * ActiveSession same = ActiveSession.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields. It
     * includes the meeting's title and {@link #meta()}, so be careful where you store it.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActiveSession that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** {@return the ids, the status and the counts, as sent} */
    @Override
    public String toString() {
        return "ActiveSession[id=" + Fields.shown(json.getId())
                + ", associatedId=" + Fields.shown(json.getAssociatedId())
                + ", status=" + Fields.shown(json.getStatus())
                + ", liveParticipants=" + Fields.shown(json.getLiveParticipants())
                + ", breakoutRooms=" + breakoutRooms.size() + "]";
    }
}
