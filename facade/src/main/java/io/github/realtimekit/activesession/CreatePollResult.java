package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.CreatePollResultJson;
import io.github.realtimekit.activesession.generated.model.PollJson;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What creating a poll did.
 *
 * <p>An accessor throws {@link UnreadableResponseException} if its own field is missing or unreadable; the poll exists all the
 * same. Immutable, with value equality of everything but {@link #response()}.
 */
public final class CreatePollResult extends Value {
    private final CreatePollResultJson json;
    private final FieldReader fields;
    private final @Nullable Poll poll;

    CreatePollResult(CreatePollResultJson json, FieldReader fields) {
        this.json = json;
        this.fields = fields;
        PollJson inner = json.getPoll();
        this.poll = inner == null ? null : new Poll(inner, fields.field("poll"));
    }

    /**
     * {@return a result for a test of your own, from the {@code data} object of an answer} Its {@link #response()} holds the
     * text, status 200 and no headers.
     *
     * @param json a JSON object
     * @throws UnreadableResponseException if the text is not a JSON object, or has something else where an object or a list
     *     belongs
     */
    public static CreatePollResult fromJson(String json) {
        return FieldReader.fromJson(json, CreatePollResultJson.class, CreatePollResult::new);
    }

    /** {@return what was done, in the service's words, whose values are not published} */
    public Optional<String> action() {
        return fields.optionalText("action", json.getAction());
    }

    /** {@return the poll, with the id that the service gave it} */
    public Poll poll() {
        return fields.required("poll", poll, poll, "an object");
    }

    /** {@return the answer that this was read from} */
    public ApiResponse response() {
        return fields.response();
    }

    @Override
    List<@Nullable Object> values() {
        return Arrays.asList(Scalar.comparableOptional(json.getAction(), Scalar::text), poll);
    }

    @Override
    public String toString() {
        return "CreatePollResult[poll=" + poll + "]";
    }
}
