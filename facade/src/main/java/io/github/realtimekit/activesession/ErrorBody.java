package io.github.realtimekit.activesession;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The errors in the body of an error response, in any of its shapes: RealtimeKit's one error, the gateway's list, a
 * bare {@code message}, or no JSON at all. Every text gives one of these.
 */
record ErrorBody(boolean isJson, boolean fromRealtimeKit, boolean namesCredentials, List<ApiError> errors) {
    /** The gateway's codes for a token that is missing or malformed; they come with 400. */
    private static final Set<Integer> CREDENTIALS = Set.of(6003, 6100, 6101, 6103, 9106, 10000);

    /** The service sends two levels. Without a limit a hostile body could end the thread with a stack overflow. */
    private static final int MAX_CHAIN = 16;

    static ErrorBody of(String text, Tokens tokens) {
        Object json = Json.tree(text);
        Map<?, ?> body = json instanceof Map<?, ?> map ? map : Map.of();
        List<ApiError> gateway = errors(body.get("errors"), tokens, MAX_CHAIN);
        List<ApiError> errors = new ArrayList<>(gateway);
        errors.addAll(errors(body.get("error"), tokens, MAX_CHAIN));
        if (errors.isEmpty()) {
            errors.addAll(errors(body.get("message"), tokens, MAX_CHAIN));
        }
        return new ErrorBody(
                json instanceof Map || json instanceof List,
                body.get("error") instanceof Map && gateway.isEmpty() && deniesSuccess(body),
                gateway.stream()
                        .anyMatch(error -> CREDENTIALS.contains(error.code().orElse(0))),
                List.copyOf(errors));
    }

    /** Whether a body says {@code "success": false}, whatever the status. */
    static boolean deniesSuccess(String text) {
        return Json.tree(text) instanceof Map<?, ?> body && deniesSuccess(body);
    }

    private static boolean deniesSuccess(Map<?, ?> body) {
        return Boolean.FALSE.equals(body.get("success")) || Boolean.FALSE.equals(body.get("succes")); // met misspelt
    }

    private static List<ApiError> errors(@Nullable Object json, Tokens tokens, int depth) {
        if (depth == 0) {
            return List.of();
        }
        if (json instanceof List<?> list) {
            return list.stream()
                    .flatMap(element -> errors(element, tokens, depth - 1).stream())
                    .toList();
        }
        if (json instanceof Map<?, ?> map) {
            Integer code = Scalar.count(map.get("code"));
            String message = text(map.get("message"), tokens);
            Object pointer = map.get("source") instanceof Map<?, ?> source ? source.get("pointer") : null;
            return code == null && message == null
                    ? List.of()
                    : List.of(new ApiError(
                            code,
                            message == null ? "" : message,
                            text(map.get("documentation_url"), tokens),
                            text(pointer, tokens),
                            errors(map.get("error_chain"), tokens, depth - 1)));
        }
        String message = text(json, tokens);
        return message == null ? List.of() : List.of(new ApiError(null, message, null, null, List.of()));
    }

    private static @Nullable String text(@Nullable Object json, Tokens tokens) {
        String text = Scalar.absent(json) ? null : Scalar.text(json);
        return text == null ? null : tokens.redact(text);
    }
}
