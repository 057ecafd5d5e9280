package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.CreatePollResultJson;
import io.github.realtimekit.activesession.generated.model.PollJson;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of creating a poll.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable. Results
 * are immutable. They are equal if all but {@link #response()} is equal.
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
     * {@return a result for a test of your own, read from the {@code data} object of a response} Its
     * {@link #response()} has this text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has the wrong type where an object or a
     *     list belongs
     */
    public static CreatePollResult fromJson(String json) {
        return Fields.fromJson("data", json, CreatePollResultJson.class, CreatePollResult::new);
    }

    /** {@return the service's word for what it did; its values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the poll, with the id that the service gave it} */
    public Poll poll() {
        return fields.required("poll", poll, poll, "an object");
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
     * CreatePollResult same = CreatePollResult.fromJson(json);
     * }</pre>
     *
     * <p>It has the fields of {@code CreatePollResult} as they were sent, readable or not, and no others.
     *
     * <p>It has people's names, in the votes of the poll in it: mind where you keep it.
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
