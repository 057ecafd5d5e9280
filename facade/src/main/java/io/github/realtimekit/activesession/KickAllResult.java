package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickAllResultJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of kicking all participants.
 *
 * <pre>{@code
 * OptionalInt count = client.kickAll(meetingId).kickedParticipantsCount();
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Results are immutable. They
 * are equal if everything but {@link #response()} is equal.
 */
public final class KickAllResult {
    private final KickAllResultJson json;
    private final Fields fields;

    KickAllResult(KickAllResultJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
    }

    /**
     * {@return a result read from JSON, such as the {@code data} object of a response, for tests and for what
     * {@link #toJson} wrote} Its {@link #response()} has status 200, this text as the body, and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object
     */
    public static KickAllResult fromJson(String json) {
        return Fields.fromJson("data", json, KickAllResultJson.class, KickAllResult::new);
    }

    /** {@return the service's name for what it did; the possible values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the number of kicked participants; 0 can also mean that an earlier attempt of the call kicked them} */
    public OptionalInt kickedParticipantsCount() {
        return fields.optionalCount("kicked_participants_count", json.getKickedParticipantsCount());
    }

    /** {@return the response that this result was read from} */
    public ApiResponse response() {
        return fields.origin.response();
    }

    /**
     * {@return this result as a JSON object, to cache or store it; {@link #fromJson} turns it back into an equal
     * result}
     *
     * <pre>{@code
     * String json = result.toJson();
     * KickAllResult same = KickAllResult.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KickAllResult that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "KickAllResult[kickedParticipantsCount=" + Fields.shown(json.getKickedParticipantsCount()) + "]";
    }
}
