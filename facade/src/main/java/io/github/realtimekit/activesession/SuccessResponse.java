package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.Json.NotReadable;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A 2xx response, and what a message about an unreadable part of it needs. */
record SuccessResponse(@Nullable Operation operation, String meetingId, ApiResponse response) {

    UnreadableResponseException unreadable(String problem) {
        return unreadable(problem, null);
    }

    UnreadableResponseException unreadable(String problem, @Nullable Throwable cause) {
        String subject = operation == null ? "fromJson" : operation.subject(meetingId);
        String effect = operation == null ? "" : operation.effect();
        return new UnreadableResponseException(
                Messages.of(subject, "the response cannot be read, " + problem, response) + effect, cause, response);
    }

    /** A value from the {@code data} object of a response that was never sent, read by the rules for a real one. */
    static <J, T> T fromJson(String json, Class<J> type, BiFunction<J, FieldReader, T> value) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        ApiResponse response = new ApiResponse(200, Headers.of(), body, 0, Tokens.NONE);
        SuccessResponse success = new SuccessResponse(null, "", response);
        try {
            J data = Json.decode(Json.adapter(type), json, "data");
            if (data == null) {
                throw success.unreadable("data is missing");
            }
            return value.apply(data, FieldReader.data(success));
        } catch (NotReadable e) {
            throw success.unreadable(e.problem());
        }
    }
}
