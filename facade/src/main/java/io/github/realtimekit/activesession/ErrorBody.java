package io.github.realtimekit.activesession;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that refuses, in whichever shape it came: RealtimeKit's one error, the gateway's list,
 * a bare {@code message}, or no JSON at all. Total: any text gives one of these.
 */
record ErrorBody(boolean isJson, boolean fromRealtimeKit, boolean namesCredentials, List<ApiError> errors) {
    /** The gateway's codes for a token that is missing or malformed; they come with 400. */
    private static final Set<Integer> CREDENTIALS = Set.of(6003, 6100, 6101, 6103, 9106, 10000);

    static ErrorBody of(String text, Token token) {
        Object json = Json.tree(text);
        Map<?, ?> body = json instanceof Map<?, ?> map ? map : Map.of();
        List<ApiError> gateway = errors(body.get("errors"), token);
        List<ApiError> errors = new ArrayList<>(gateway);
        errors.addAll(errors(body.get("error"), token));
        if (errors.isEmpty()) {
            errors.addAll(errors(body.get("message"), token));
        }
        return new ErrorBody(
                json instanceof Map || json instanceof List,
                body.get("error") instanceof Map && gateway.isEmpty() && saysNoSuccess(body),
                gateway.stream()
                        .anyMatch(error -> CREDENTIALS.contains(error.code().orElse(0))),
                List.copyOf(errors));
    }

    /** Whether a 2xx answer says itself that it is none. */
    static boolean refuses(String text) {
        return Json.tree(text) instanceof Map<?, ?> body && saysNoSuccess(body);
    }

    private static boolean saysNoSuccess(Map<?, ?> body) {
        return Boolean.FALSE.equals(body.get("success")) || Boolean.FALSE.equals(body.get("succes")); // met misspelt
    }

    private static List<ApiError> errors(@Nullable Object json, Token token) {
        if (json instanceof List<?> list) {
            return list.stream()
                    .flatMap(element -> errors(element, token).stream())
                    .toList();
        }
        if (json instanceof Map<?, ?> map) {
            Integer code = Scalar.count(map.get("code"));
            String message = text(map.get("message"), token);
            Object pointer = map.get("source") instanceof Map<?, ?> source ? source.get("pointer") : null;
            return code == null && message == null
                    ? List.of()
                    : List.of(new ApiError(
                            code,
                            message == null ? "" : message,
                            text(map.get("documentation_url"), token),
                            text(pointer, token),
                            errors(map.get("error_chain"), token)));
        }
        String message = text(json, token);
        return message == null ? List.of() : List.of(new ApiError(null, message, null, null, List.of()));
    }

    private static @Nullable String text(@Nullable Object json, Token token) {
        String text = Scalar.absent(json) ? null : Scalar.text(json);
        return text == null ? null : token.strikeOut(text);
    }
}
