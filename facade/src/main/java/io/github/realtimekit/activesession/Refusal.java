package io.github.realtimekit.activesession;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of an answer that refuses, and which exception that is. */
record Refusal(
        String message,
        List<ApiError> errors,
        @Nullable Duration retryAfter,
        ApiResponse response,
        boolean requestMayHaveBeenProcessed) {

    static ApiException exception(
            Operation operation,
            String subject,
            ApiResponse response,
            @Nullable Duration retryAfter,
            boolean requestMayHaveBeenProcessed,
            Token token) {
        int status = response.status();
        ErrorBody body = ErrorBody.of(response.body(), token);
        boolean notFound = status == 404 && body.fromRealtimeKit();
        boolean credentials =
                status == 401 || (status == 403 && body.isJson()) || (status == 400 && body.namesCredentials());
        String advice = credentials
                ? "; check the token, its permission (Realtime or Realtime Admin) and the account id"
                : notFound ? "" : advice(status, retryAfter);
        Refusal refusal = new Refusal(
                token.strikeOut(Messages.of(subject, said(body, response, token), response))
                        + advice
                        + operation.warning(requestMayHaveBeenProcessed),
                body.errors(),
                retryAfter,
                response,
                requestMayHaveBeenProcessed);
        if (notFound) {
            return new NotFoundException(refusal);
        }
        if (credentials) {
            return new AuthenticationException(refusal);
        }
        return status == 429 ? new RateLimitException(refusal) : new ApiException(refusal);
    }

    private static String advice(int status, @Nullable Duration retryAfter) {
        if (retryAfter != null && !retryAfter.isZero()) {
            return "; wait " + Messages.seconds(retryAfter) + " before the next call";
        }
        if (status == 429) {
            return "; wait before the next call, five minutes at most";
        }
        if (status == 404) {
            return "; RealtimeKit itself did not say so: check the account id, the app id and the base URL";
        }
        return status >= 300 && status < 400 ? "; redirects are not followed: check the base URL" : "";
    }

    private static String said(ErrorBody body, ApiResponse response, Token token) {
        if (!body.errors().isEmpty()) {
            return body.errors().stream()
                    .limit(3)
                    .map(error -> Messages.excerpt(error.toString()))
                    .collect(Collectors.joining("; "));
        }
        // A success that says it is none: people's names can be in there.
        String text = response.status() < 300 ? "" : token.strikeOut(response.body());
        return text.isBlank() ? "refused without a reason" : "refused with " + Messages.excerpt(text);
    }
}
