package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.http.HttpResponse;
import io.github.realtimekit.activesession.internal.http.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.Headers;

/**
 * A response that is an error: which exception it is, and its message.
 *
 * @param warning ends the message, such as "; the poll may exist"
 */
record ErrorResponse(
        String subject, ApiResponse response, ErrorBody body, boolean requestMayHaveBeenProcessed, String warning) {

    /** What the gateway calls a token that is missing, malformed, unknown or not permitted, whatever the status. */
    private static final List<Integer> CREDENTIALS =
            List.of(1000, 1001, 6003, 6100, 6101, 6103, 6111, 9103, 9106, 9107, 9109, 9300, 10000, 10001);

    /** For a response that was never sent. */
    static ApiException exception(int status, Headers headers, String text) {
        ErrorBody body = ErrorBody.of(text, "");
        if (status < 200 || (status < 300 && !body.deniesSuccess())) {
            throw new IllegalArgumentException(
                    "status must be at least 300, or 2xx with \"success\": false in the body, but is " + status);
        }
        ApiResponse response = new ApiResponse(HttpResponse.of(status, headers, text, Instant.now()), 1);
        return new ErrorResponse("fromResponse", response, body, RetryPolicy.isAmbiguous(status), "").exception();
    }

    ApiException exception() {
        int status = response.status();
        String message = response.describe(subject + ": " + words(status), "") + advice(status) + warning;
        var facts = new ApiException.Facts(message, body.errors(), response, requestMayHaveBeenProcessed);
        if (isAboutCredentials(status)) {
            return new AuthenticationException(facts);
        }
        if (status == 404 && body.fromRealtimeKit()) {
            return new NotFoundException(facts);
        }
        if (status == 429) {
            return new RateLimitException(facts);
        }
        return status >= 500 ? new ServerException(facts) : new ApiException(facts);
    }

    private boolean isAboutCredentials(int status) {
        return status == 401
                || (status == 403 && body.isJson())
                || ((status == 400 || status < 300) && body.hasCode(CREDENTIALS));
    }

    private String advice(int status) {
        Optional<Duration> wait = response.retryAfter();
        if (isAboutCredentials(status)) {
            return "; check the token, its permission (Realtime or Realtime Admin) and the account id";
        }
        if (wait.isPresent()) {
            return "; wait " + Text.seconds(wait.get()) + " before the next call";
        }
        if (status == 429) {
            return "; wait up to five minutes before the next call";
        }
        if (status == 404 && !body.fromRealtimeKit()) {
            return "; this 404 is not RealtimeKit's own: check the account id, the app id and the base URL";
        }
        if (status == 400 && body.hasCode(List.of(7000, 7003))) {
            return "; check the account id, the app id and the base URL";
        }
        return status >= 300 && status < 400 ? "; redirects are not followed: check the base URL" : "";
    }

    private String words(int status) {
        String verb = status >= 500 ? "failed" : "refused";
        if (!body.errors().isEmpty()) {
            return body.errors().stream()
                    .limit(3)
                    .map(error -> Text.excerpt(error.toString()))
                    .collect(Collectors.joining("; "));
        }
        // A 2xx body is not quoted: people's names can be in there.
        return status < 300 || body.text().isBlank()
                ? verb + ", no reason given"
                : verb + " with " + Text.excerpt(body.text());
    }
}
