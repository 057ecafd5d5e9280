package io.github.realtimekit.activesession;

import org.jspecify.annotations.Nullable;

/** A 2xx response, and what a message about an unreadable part of it needs. */
record SuccessResponse(@Nullable Operation operation, String meetingId, ApiResponse response) {

    UnreadableResponseException unreadable(String problem) {
        return unreadable(problem, null);
    }

    UnreadableResponseException unreadable(String problem, @Nullable Throwable cause) {
        String subject = operation == null ? "fromJson" : operation.subject(meetingId);
        String effect = operation == null ? "" : operation.effect();
        String message = response.describe(subject + ": the response cannot be read, " + problem) + effect;
        return new UnreadableResponseException(message, cause, response);
    }
}
