package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.Json.NotReadable;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import okhttp3.Headers;

/** A 2xx answer, with what a message says before and after the problem. */
record Answer(String subject, String effect, ApiResponse response) {

    UnreadableResponseException unreadable(String problem) {
        return new UnreadableResponseException(
                Messages.of(subject, "the answer cannot be read, " + problem, response) + effect, response);
    }

    /** A value from the {@code data} object of an answer that was never sent, read by the rules for a real one. */
    static <J, T> T fromJson(String json, Class<J> type, BiFunction<J, Source, T> value) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Answer answer = new Answer("fromJson", "", new ApiResponse(200, Headers.of(), body, 0));
        try {
            J data = Json.decode(Json.adapter(type), json);
            if (data == null) {
                throw answer.unreadable("data is missing");
            }
            return value.apply(data, Source.data(answer));
        } catch (NotReadable e) {
            throw answer.unreadable(e.under("data"));
        }
    }
}
