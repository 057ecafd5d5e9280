package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickResultJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kick did.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Immutable, with value equality of
 * everything but {@link #response()}.
 */
public final class KickResult extends Value {
    private final KickResultJson json;
    private final FieldReader fields;
    private final List<SessionParticipant> participants;

    KickResult(KickResultJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
        this.participants = fields.list("participants", json.getParticipants(), SessionParticipant::new);
    }

    /**
     * {@return a result for a test of your own, from the {@code data} object of an answer} Its {@link #response()} holds the
     * text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has something else where an object or a list
     *     belongs
     */
    public static KickResult fromJson(String json) {
        return FieldReader.fromJson(json, KickResultJson.class, KickResult::new);
    }

    /** {@return what was done, in the service's words, whose values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the participants that were kicked; empty if the service named none} Unmodifiable. */
    public List<SessionParticipant> participants() {
        return participants;
    }

    /** {@return the answer that this was read from} */
    public ApiResponse response() {
        return fields.response();
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(Scalar.comparableOptional(json.getAction(), Scalar::text), participants);
    }

    /** How many were kicked, not who. */
    @Override
    public String toString() {
        return "KickResult[" + participants.size() + " participants]";
    }
}
