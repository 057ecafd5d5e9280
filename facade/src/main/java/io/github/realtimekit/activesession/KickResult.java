package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.KickResultJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a kick.
 *
 * <pre>{@code
 * KickResult result = client.kick(meetingId, Participants.withCustomIds("troll-42"));
 * for (SessionParticipant participant : result.participants()) {
 *     log.info("kicked {}", participant.id());
 * }
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is unreadable. Results are immutable. They
 * are equal if everything but {@link #response()} is equal.
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
     * {@return a result read from JSON, such as the {@code data} object of a response, for tests and for what
     * {@link #toJson} wrote} Its {@link #response()} has status 200, this text as the body, and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list is expected
     */
    public static KickResult fromJson(String json) {
        return Fields.fromJson("data", json, KickResultJson.class, KickResult::new);
    }

    /** {@return the service's name for what it did; the possible values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the kicked participants, unmodifiable; empty if the service lists none} */
    public List<SessionParticipant> participants() {
        return participants;
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
     * KickResult same = KickResult.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields. It
     * includes people's names and e-mail addresses, so be careful where you store it.
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

    /** {@return the number of participants, but not who they are} */
    @Override
    public String toString() {
        return "KickResult[" + participants.size() + " participants]";
    }
}
