package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.SessionParticipantJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a session; a {@link KickResult} lists those who were kicked.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. An
 * {@code Optional} is empty if the field is missing, null, blank or the text {@code null}. Participants are immutable,
 * with value equality.
 */
public final class SessionParticipant {
    private final SessionParticipantJson json;
    private final Fields fields;

    SessionParticipant(SessionParticipantJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * {@return a participant for a test of your own, read from an element of {@code data.participants}}
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object
     */
    public static SessionParticipant fromJson(String json) {
        return Fields.fromJson("participant", json, SessionParticipantJson.class, SessionParticipant::new);
    }

    /** {@return the participant's id in this session; no response has the custom id} */
    public String id() {
        return fields.text("id", json.getId());
    }

    /** {@return the time when the participant was created} */
    public Instant createdAt() {
        return fields.instant("created_at", json.getCreatedAt());
    }

    /** {@return the time when the participant last changed} */
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
     * {@return this participant as a JSON object, for a cache or a journal; {@link #fromJson} reads it back as an
     * equal one}
     *
     * <pre>{@code
     * String json = participant.toJson();
     * SessionParticipant same = SessionParticipant.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of {@code SessionParticipant} as they were sent, readable or not, and no others.
     *
     * <p>It has the participant's name and e-mail address in it: mind where you keep it.
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

    /** {@return the id, without the name, the e-mail address and the picture} */
    @Override
    public String toString() {
        return "SessionParticipant[id=" + Fields.shown(json.getId()) + "]";
    }
}
