package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickAllResultJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What kicking everybody did.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Immutable, with value equality of
 * everything but {@link #response()}.
 */
public final class KickAllResult extends Value {
    private final KickAllResultJson json;
    private final FieldReader fields;

    KickAllResult(KickAllResultJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * {@return a result for a test of your own, from the {@code data} object of an answer} Its {@link #response()} holds the
     * text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object
     */
    public static KickAllResult fromJson(String json) {
        return FieldReader.fromJson(json, KickAllResultJson.class, KickAllResult::new);
    }

    /** {@return what was done, in the service's words, whose values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return how many were kicked} 0 can also mean that an earlier attempt of this call had kicked them. */
    public OptionalInt kickedParticipantsCount() {
        return fields.optionalCount("kicked_participants_count", json.getKickedParticipantsCount());
    }

    /** {@return the answer that this was read from} */
    public ApiResponse response() {
        return fields.response();
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
