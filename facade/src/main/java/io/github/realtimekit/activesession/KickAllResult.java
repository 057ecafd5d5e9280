package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickAllResultJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of kicking all participants.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Results are immutable. They
 * are equal if all but {@link #response()} is equal.
 */
public final class KickAllResult extends Value {
    private final KickAllResultJson json;
    private final FieldReader fields;

    KickAllResult(KickAllResultJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * {@return a result for a test of your own, read from the {@code data} object of a response} Its
     * {@link #response()} has this text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object
     */
    public static KickAllResult fromJson(String json) {
        return FieldReader.fromJson(json, KickAllResultJson.class, KickAllResult::new);
    }

    /** {@return the service's word for what it did; its values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /**
     * {@return the number of participants that were kicked; 0 can also mean that an earlier attempt of the call kicked
     * them}
     */
    public OptionalInt kickedParticipantsCount() {
        return fields.optionalCount("kicked_participants_count", json.getKickedParticipantsCount());
    }

    /** {@return the response that this result was read from} */
    public ApiResponse response() {
        return fields.origin.response();
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(
                Scalar.comparableOptional(json.getAction(), Scalar::text),
                Scalar.comparableOptional(json.getKickedParticipantsCount(), Scalar::count));
    }

    @Override
    public String toString() {
        return "KickAllResult[kickedParticipantsCount=" + Scalar.shown(json.getKickedParticipantsCount()) + "]";
    }
}
