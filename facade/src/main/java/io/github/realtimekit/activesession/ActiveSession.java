package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.ActiveSessionJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of a meeting: who is in it by number, since when, and its breakout rooms.
 *
 * <pre>{@code
 * ActiveSession session = client.get(meetingId);
 * if (session.liveParticipants() > 0 && session.startedAt().isBefore(yesterday)) {
 *     client.kickAll(meetingId);
 * }
 * }</pre>
 *
 * <p>Fields are read when they are asked for. An accessor throws {@link UnreadableResponseException}, with the JSON path, if
 * its own field is missing or unreadable; the others go on working. An {@code Optional} one is empty if the field is
 * missing, null, blank or the text {@code null}. A session can stay {@link SessionStatus#LIVE} after everybody has left.
 *
 * <p>Immutable and safe to share between threads, with value equality of everything but {@link #response()}.
 */
public final class ActiveSession extends Value {
    private final ActiveSessionJson json;
    private final FieldReader fields;
    private final List<ActiveSession> breakoutRooms;

    ActiveSession(ActiveSessionJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
        this.breakoutRooms = fields.list("breakout_rooms", json.getBreakoutRooms(), ActiveSession::new);
    }

    /**
     * {@return a session for a test of your own, from the {@code data} object of an answer} Its {@link #response()} holds the
     * text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has something else where an object or a list
     *     belongs
     */
    public static ActiveSession fromJson(String json) {
        return FieldReader.fromJson(json, ActiveSessionJson.class, ActiveSession::new);
    }

    /** {@return the id of the session; not that of the meeting, which is {@link #associatedId()}} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return the id of the meeting, a UUID for V2 meetings and a room name such as {@code abcdef-ghijkl} for V1} */
    public String associatedId() {
        return fields.text("associated_id", json.getAssociatedId());
    }

    /** {@return the title of the meeting} */
    public Optional<String> meetingDisplayName() {
        return fields.optionalText("meeting_display_name", json.getMeetingDisplayName());
    }

    /** {@return the id of the app that hosts the session} */
    public Optional<String> organizationId() {
        return fields.optionalText("organization_id", json.getOrganizationId());
    }

    /** {@return whether the session is going on; {@link SessionStatus#UNKNOWN} for a value added since this version} */
    public SessionStatus status() {
        return SessionStatus.of(statusAsString());
    }

    /** {@return the status as it was sent} */
    public String statusAsString() {
        return fields.text("status", json.getStatus());
    }

    /** {@return what kind of session it is; {@link SessionType#UNKNOWN} for a value added since this version} */
    public SessionType type() {
        return SessionType.of(typeAsString());
    }

    /** {@return the type as it was sent} */
    public String typeAsString() {
        return fields.text("type", json.getType());
    }

    /** {@return how many participants are in the session now} */
    public int liveParticipants() {
        return fields.count("live_participants", json.getLiveParticipants());
    }

    /** {@return the most participants that were in the session at one time} */
    public int maxConcurrentParticipants() {
        return fields.count("max_concurrent_participants", json.getMaxConcurrentParticipants());
    }

    /** {@return the minutes consumed since the session started, with a fraction} */
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

    /** {@return when the session ended; empty while it goes on} */
    public Optional<Instant> endedAt() {
        return fields.optionalInstant("ended_at", json.getEndedAt());
    }

    /**
     * {@return the sessions of the breakout rooms, each with the {@link #response()} of the answer it came in} Unmodifiable.
     */
    public List<ActiveSession> breakoutRooms() {
        return breakoutRooms;
    }

    /**
     * {@return free-form data about the session, empty if there is none} Values are {@code String}, {@code Boolean},
     * {@code Long}, {@code BigDecimal} for other numbers, {@code List}, {@code Map} or null. Unmodifiable.
     */
    public Map<String, @Nullable Object> meta() {
        return fields.optionalObject("meta", json.getMeta());
    }

    /** {@return the answer that this session was read from} */
    public ApiResponse response() {
        return fields.response();
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(
                Scalar.comparable(json.getId(), Scalar::text),
                Scalar.comparable(json.getAssociatedId(), Scalar::text),
                Scalar.comparableOptional(json.getMeetingDisplayName(), Scalar::text),
                Scalar.comparableOptional(json.getOrganizationId(), Scalar::text),
                Scalar.comparable(json.getStatus(), Scalar::text),
                Scalar.comparable(json.getType(), Scalar::text),
                Scalar.comparable(json.getLiveParticipants(), Scalar::count),
                Scalar.comparable(json.getMaxConcurrentParticipants(), Scalar::count),
                Scalar.comparable(json.getMinutesConsumed(), Scalar::decimal),
                Scalar.comparable(json.getCreatedAt(), Scalar::instant),
                Scalar.comparable(json.getStartedAt(), Scalar::instant),
                Scalar.comparable(json.getUpdatedAt(), Scalar::instant),
                Scalar.comparableOptional(json.getEndedAt(), Scalar::instant),
                Scalar.absent(json.getMeta()) ? Map.of() : Scalar.comparable(json.getMeta(), Scalar::object),
                breakoutRooms);
    }

    /** Its ids, status and counts as they were sent. */
    @Override
    public String toString() {
        return "ActiveSession[id=" + Scalar.shown(json.getId())
                + ", associatedId=" + Scalar.shown(json.getAssociatedId())
                + ", status=" + Scalar.shown(json.getStatus())
                + ", liveParticipants=" + Scalar.shown(json.getLiveParticipants())
                + ", breakoutRooms=" + breakoutRooms.size() + "]";
    }
}
