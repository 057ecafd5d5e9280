package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.json.Json;
import io.github.realtimekit.activesession.internal.json.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The errors in a body, in any of the API's shapes: RealtimeKit's one error, the gateway's list, a bare
 * {@code message}, or no JSON at all. No text is refused.
 *
 * @param text the body without the token
 * @param isEnvelope whether it is a JSON object with {@code success} or {@code data}
 * @param deniesSuccess whether it says {@code "success": false}, whatever the status
 * @param fromRealtimeKit whether it has RealtimeKit's shape, and not the gateway's
 */
record ErrorBody(
        String text,
        boolean isJson,
        boolean isEnvelope,
        boolean deniesSuccess,
        boolean fromRealtimeKit,
        List<ApiError> errors) {

    static ErrorBody of(String body, String token) {
        String text = Text.redact(body, token);
        Object json = Json.tree(text);
        Map<?, ?> map = json instanceof Map<?, ?> it ? it : Map.of();
        List<ApiError> gateway = errors(map.get("errors"));
        List<ApiError> errors = new ArrayList<>(gateway);
        errors.addAll(errors(map.get("error")));
        if (errors.isEmpty()) {
            errors.addAll(errors(map.get("message")));
        }
        boolean deniesSuccess =
                Boolean.FALSE.equals(map.get("success")) || Boolean.FALSE.equals(map.get("succes")); // met misspelt
        return new ErrorBody(
                text,
                json instanceof Map || json instanceof List,
                map.containsKey("success") || map.containsKey("data"),
                deniesSuccess,
                map.get("error") instanceof Map && gateway.isEmpty() && deniesSuccess,
                List.copyOf(errors));
    }

    /** Whether any of the errors has one of these codes. */
    boolean hasCode(List<Integer> codes) {
        return errors.stream().anyMatch(error -> codes.contains(error.code().orElse(0)));
    }

    private static List<ApiError> errors(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return list.stream().flatMap(element -> errors(element).stream()).toList();
        }
        if (!(json instanceof Map<?, ?> map)) {
            String bare = text(json);
            return bare == null ? List.of() : List.of(new ApiError(null, bare, null, null, List.of()));
        }
        Integer code = Scalar.count(map.get("code"));
        String message = text(map.get("message"));
        if (code == null && message == null) {
            return List.of();
        }
        Object pointer = map.get("source") instanceof Map<?, ?> source ? source.get("pointer") : null;
        return List.of(new ApiError(
                code,
                message == null ? "" : message,
                text(map.get("documentation_url")),
                text(pointer),
                errors(map.get("error_chain"))));
    }

    private static @Nullable String text(@Nullable Object json) {
        return Scalar.absent(json) ? null : Scalar.text(json);
    }
}
