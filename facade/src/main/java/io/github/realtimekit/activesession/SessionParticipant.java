package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.SessionParticipantJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a session. A {@link KickResult} lists those who were kicked.
 *
 * <pre>{@code
 * for (SessionParticipant participant : client.kick(meetingId, participants).participants()) {
 *     log.info("kicked {}", participant.id());
 * }
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. An
 * {@code Optional} is empty if the field is missing, null, blank or the text {@code null}. Participants are immutable
 * and have value equality.
 */
public final class SessionParticipant {
    private final SessionParticipantJson json;
    private final Fields fields;

    SessionParticipant(SessionParticipantJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * {@return a participant read from JSON, such as an element of {@code data.participants} in a response, for tests
     * and for what {@link #toJson} wrote}
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object
     */
    public static SessionParticipant fromJson(String json) {
        return Fields.fromJson("participant", json, SessionParticipantJson.class, SessionParticipant::new);
    }

    /** {@return the participant's id in this session; responses never include the custom id} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return when the participant was created} */
    public Instant createdAt() {
        return fields.instant("created_at", json.getCreatedAt());
    }

    /** {@return when the participant last changed} */
    public Instant updatedAt() {
        return fields.instant("updated_at", json.getUpdatedAt());
    }

    /** {@return the participant's e-mail address} */
    public Optional<String> email() {
        return fields.optionalText("email", json.getEmail());
    }

    /** {@return the participant's name} */
    public Optional<String> name() {
        return fields.optionalText("name", json.getName());
    }

    /** {@return the URL of the participant's picture} */
    public Optional<String> picture() {
        return fields.optionalText("picture", json.getPicture());
    }

    /**
     * {@return this participant as a JSON object, to cache or store it; {@link #fromJson} turns it back into an equal
     * participant}
     *
     * <pre>{@code
     * String json = participant.toJson();
     * SessionParticipant same = SessionParticipant.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields. It
     * includes the participant's name and e-mail address, so be careful where you store it.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionParticipant that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** {@return the id, without the name, e-mail address or picture} */
    @Override
    public String toString() {
        return "SessionParticipant[id=" + Fields.shown(json.getId()) + "]";
    }
}
