package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickResultJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a kick.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Results are immutable. They
 * are equal if all but {@link #response()} is equal.
 */
public final class KickResult {
    private final KickResultJson json;
    private final Fields fields;
    private final List<SessionParticipant> participants;

    KickResult(KickResultJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
        this.participants = fields.list("participants", json.getParticipants(), SessionParticipant::new);
    }

    /**
     * {@return a result for a test of your own, read from the {@code data} object of a response} Its
     * {@link #response()} has this text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list belongs
     */
    public static KickResult fromJson(String json) {
        return Fields.fromJson("data", json, KickResultJson.class, KickResult::new);
    }

    /** {@return the service's word for what it did; its values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the participants that were kicked, unmodifiable; empty if the service lists none} */
    public List<SessionParticipant> participants() {
        return participants;
    }

    /** {@return the response that this result was read from} */
    public ApiResponse response() {
        return fields.origin.response();
    }

    /**
     * {@return this result as a JSON object, for a cache or a journal; {@link #fromJson} reads it back as an
     * equal one}
     *
     * <pre>{@code
     * String json = result.toJson();
     * KickResult same = KickResult.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of {@code KickResult} as they were sent, readable or not, and no others.
     *
     * <p>It has people's names and e-mail addresses in it: mind where you keep it.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KickResult that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** {@return the number of participants, without who they are} */
    @Override
    public String toString() {
        return "KickResult[" + participants.size() + " participants]";
    }
}
