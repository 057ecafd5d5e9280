package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.ErrorBody.Shape;
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
 * An error response: decides which exception it becomes and words its message. No other class interprets the shape of
 * an error body.
 */
final class ErrorResponse {
    /** The gateway's codes for a token that is missing, malformed, unknown or not permitted. The status varies. */
    private static final List<Integer> CREDENTIALS =
            List.of(1000, 1001, 6003, 6100, 6101, 6103, 6111, 9103, 9106, 9107, 9109, 9300, 10000, 10001);

    /** The gateway's codes for an unknown path. The path includes the account id and the app id. */
    private static final List<Integer> NO_ROUTE = List.of(7000, 7003);

    private final String subject;
    private final ApiResponse response;
    private final ErrorBody body;
    private final boolean requestMayHaveBeenProcessed;
    private final String warning;
    private final int status;
    private final Optional<Duration> retryAfter; // read only once: a date is relative to the current time

    /**
     * @param warning the end of the message, such as "; the poll may exist"; may be empty
     */
    ErrorResponse(
            String subject, ApiResponse response, ErrorBody body, boolean requestMayHaveBeenProcessed, String warning) {
        this.subject = subject;
        this.response = response;
        this.body = body;
        this.requestMayHaveBeenProcessed = requestMayHaveBeenProcessed;
        this.warning = warning;
        this.status = response.status();
        this.retryAfter = response.retryAfter();
    }

    /** For a response that a test made up. */
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
        if (isAboutCredentials()) {
            return new AuthenticationException(this);
        }
        if (status == 404 && body.shape() == Shape.REALTIMEKIT) {
            return new NotFoundException(this);
        }
        if (status == 429) {
            return new RateLimitException(this);
        }
        return status >= 500 ? new ServerException(this) : new ApiException(this);
    }

    ApiResponse response() {
        return response;
    }

    List<ApiError> errors() {
        return body.errors();
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    boolean requestMayHaveBeenProcessed() {
        return requestMayHaveBeenProcessed;
    }

    String message() {
        return response.describe(subject + ": " + problem(), "") + advice() + warning;
    }

    private boolean isAboutCredentials() {
        return switch (status) {
            case 401 -> true;
            case 403 -> body.shape() == Shape.REALTIMEKIT || body.shape() == Shape.OTHER_JSON;
            case 400 -> body.hasCode(CREDENTIALS);
            default -> status < 300 && body.hasCode(CREDENTIALS);
        };
    }

    private String problem() {
        if (status < 300) {
            String failure = "the service reported failure with a " + status;
            // The rest of the body is not quoted: it can include people's names.
            return body.errors().isEmpty() ? failure + " and gave no reason" : failure + ": " + reasons();
        }
        if (!body.errors().isEmpty()) {
            return reasons();
        }
        String verb = status >= 500 ? "failed" : "refused";
        if (body.shape() == Shape.LOST) {
            return verb + "; the body was not read to the end: " + Text.excerpt(body.text());
        }
        return body.text().isBlank() ? verb + ", no reason given" : verb + " with " + Text.excerpt(body.text());
    }

    private String reasons() {
        return body.errors().stream()
                .limit(3)
                .map(error -> Text.excerpt(error.toString()))
                .collect(Collectors.joining("; "));
    }

    private String advice() {
        if (isAboutCredentials()) {
            return "; check the token, its permission (Realtime or Realtime Admin) and the account id";
        }
        if (retryAfter.isPresent()) {
            return "; wait " + Text.seconds(retryAfter.get()) + " before the next call";
        }
        if (status == 429) {
            return "; wait up to five minutes before the next call";
        }
        if (status == 403 && body.shape() == Shape.TEXT) {
            return "; this 403 is not the API's own: the network edge or a proxy refused this caller, not the token";
        }
        if (status == 404 && body.shape() != Shape.REALTIMEKIT && body.shape() != Shape.LOST) {
            return "; RealtimeKit's own 404 looks different: check the account id, the app id and the base URL";
        }
        if (status == 400 && body.hasCode(NO_ROUTE)) {
            return "; check the account id, the app id and the base URL";
        }
        return status >= 300 && status < 400 ? "; redirects are not followed: check the base URL" : "";
    }
}
