package io.github.realtimekit.activesession;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;

/** An error response with its errors and the message about it; says which exception it is. */
record ErrorResponse(
        String message,
        List<ApiError> errors,
        Optional<Duration> retryAfter,
        ApiResponse response,
        boolean requestMayHaveBeenProcessed) {

    /** The exception for a response; {@code warning} ends its message, such as "; the poll may exist". */
    static ApiException exception(
            String subject,
            ApiResponse response,
            Optional<Duration> retryAfter,
            boolean requestMayHaveBeenProcessed,
            String warning,
            Tokens tokens) {
        int status = response.status();
        String text = response.body();
        ErrorBody body = ErrorBody.of(text, tokens);
        boolean notFound = status == 404 && body.fromRealtimeKit();
        boolean credentials =
                status == 401 || (status == 403 && body.isJson()) || (status == 400 && body.namesCredentials());
        String advice = credentials
                ? "; check the token, its permission (Realtime or Realtime Admin) and the account id"
                : notFound ? "" : advice(status, retryAfter.orElse(Duration.ZERO));
        ErrorResponse error = new ErrorResponse(
                response.describe(subject + ": " + words(body, status, text, tokens)) + advice + warning,
                body.errors(),
                retryAfter,
                response,
                requestMayHaveBeenProcessed);
        if (notFound || credentials) {
            return notFound ? new NotFoundException(error) : new AuthenticationException(error);
        }
        return status == 429 ? new RateLimitException(error) : new ApiException(error);
    }

    /** For a response that was never sent. */
    static ApiException exception(int status, Headers headers, String body) {
        if (status < 200 || (status < 300 && !ErrorBody.deniesSuccess(body))) {
            throw new IllegalArgumentException(
                    "status must be at least 300, or 2xx with \"success\": false in the body, but is " + status);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ApiResponse response = new ApiResponse(status, headers, bytes, 1, Tokens.NONE);
        Optional<Duration> retryAfter = RetryPolicy.retryAfter(response.header("Retry-After"), Instant.now());
        return exception("fromResponse", response, retryAfter, RetryPolicy.leavesOpen(status), "", Tokens.NONE);
    }

    private static String advice(int status, Duration retryAfter) {
        if (!retryAfter.isZero()) {
            return "; wait " + Messages.seconds(retryAfter) + " before the next call";
        }
        if (status == 429) {
            return "; wait up to five minutes before the next call";
        }
        if (status == 404) {
            return "; this 404 is not RealtimeKit's own: check the account id, the app id and the base URL";
        }
        return status >= 300 && status < 400 ? "; redirects are not followed: check the base URL" : "";
    }

    private static String words(ErrorBody body, int status, String text, Tokens tokens) {
        String words = "";
        for (ApiError error : body.errors().subList(0, Math.min(3, body.errors().size()))) {
            words += (words.isEmpty() ? "" : "; ") + Messages.excerpt(error.toString());
        }
        if (!words.isEmpty()) {
            return words;
        }
        // A 2xx body is not quoted: people's names can be in there.
        return status < 300 || text.isBlank()
                ? "refused without a reason"
                : "refused with " + Messages.excerpt(tokens.redact(text));
    }
}
