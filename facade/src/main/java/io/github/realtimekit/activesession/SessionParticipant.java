package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.SessionParticipantJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a session, as a {@link KickResult} names those that were kicked.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable; an {@code Optional}
 * one is empty if the field is missing, null, blank or the text {@code null}. Immutable, with value equality.
 * {@link #toString()} leaves out who it is.
 */
public final class SessionParticipant {
    private final SessionParticipantJson json;
    private final Source source;

    SessionParticipant(SessionParticipantJson json, Source source) {
        this.json = json;
        this.source = source;
    }

    /** {@return the id of the participant in this session; not the custom id that the caller gave, which no answer carries} */
    public String id() {
        return source.text("id", json.getId());
    }

    /** {@return when the participant was created} */
    public Instant createdAt() {
        return source.instant("created_at", json.getCreatedAt());
    }

    /** {@return when the participant last changed} */
    public Instant updatedAt() {
        return source.instant("updated_at", json.getUpdatedAt());
    }

    /** {@return the participant's e-mail address} */
    public Optional<String> email() {
        return source.optionalText("email", json.getEmail());
    }

    /** {@return the participant's name} */
    public Optional<String> name() {
        return source.optionalText("name", json.getName());
    }

    /** {@return the address of a picture of the participant} */
    public Optional<String> picture() {
        return source.optionalText("picture", json.getPicture());
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                Scalar.comparable(json.getId(), Scalar::text),
                Scalar.comparable(json.getCreatedAt(), Scalar::instant),
                Scalar.comparable(json.getUpdatedAt(), Scalar::instant),
                Scalar.comparableOptional(json.getEmail(), Scalar::text),
                Scalar.comparableOptional(json.getName(), Scalar::text),
                Scalar.comparableOptional(json.getPicture(), Scalar::text));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionParticipant that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Its id; no name, address or picture. */
    @Override
    public String toString() {
        return "SessionParticipant[id=" + Scalar.shown(json.getId()) + "]";
    }
}
