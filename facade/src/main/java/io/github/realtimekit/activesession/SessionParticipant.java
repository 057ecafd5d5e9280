package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.SessionParticipantJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a session, as {@link KickResult} lists those who were kicked.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. An
 * {@code Optional} is empty if the field is missing, null, blank or the text {@code null}. Participants are immutable,
 * with value equality.
 */
public final class SessionParticipant extends Value {
    private final SessionParticipantJson json;
    private final FieldReader fields;

    SessionParticipant(SessionParticipantJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
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

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(
                Scalar.comparable(json.getId(), Scalar::text),
                Scalar.comparable(json.getCreatedAt(), Scalar::instant),
                Scalar.comparable(json.getUpdatedAt(), Scalar::instant),
                Scalar.comparableOptional(json.getEmail(), Scalar::text),
                Scalar.comparableOptional(json.getName(), Scalar::text),
                Scalar.comparableOptional(json.getPicture(), Scalar::text));
    }

    /** {@return the id, without the name, the e-mail address and the picture} */
    @Override
    public String toString() {
        return "SessionParticipant[id=" + Scalar.shown(json.getId()) + "]";
    }
}
