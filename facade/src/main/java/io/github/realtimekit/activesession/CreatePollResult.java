package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.CreatePollResultJson;
import io.github.realtimekit.activesession.generated.model.PollJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of creating a poll.
 *
 * <pre>{@code
 * Poll poll = client.createPoll(meetingId, NewPoll.of("Ship it?", "Yes", "No")).poll();
 * }</pre>
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. Results are
 * immutable. They are equal if everything but {@link #response()} is equal.
 */
public final class CreatePollResult {
    private final CreatePollResultJson json;
    private final Fields fields;
    private final @Nullable Poll poll;

    CreatePollResult(CreatePollResultJson json, Fields fields) {
        this.json = json;
        this.fields = fields;
        PollJson inner = json.getPoll();
        this.poll = inner == null ? null : new Poll(inner, fields.field("poll"));
    }

    /**
     * {@return a result read from JSON, such as the {@code data} object of a response, for tests and for what
     * {@link #toJson} wrote} Its {@link #response()} has status 200, this text as the body, and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list is expected
     */
    public static CreatePollResult fromJson(String json) {
        return Fields.fromJson("data", json, CreatePollResultJson.class, CreatePollResult::new);
    }

    /** {@return the service's name for what it did; the possible values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the created poll, with the id that the service assigned} */
    public Poll poll() {
        return fields.required("poll", poll, poll, "an object");
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
     * CreatePollResult same = CreatePollResult.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of this class as the service sent them, including unreadable ones, but no unknown fields.
     * The poll's votes include people's names, so be careful where you store it.
     */
    public String toJson() {
        return Json.write(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CreatePollResult that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "CreatePollResult[poll=" + poll + "]";
    }
}
