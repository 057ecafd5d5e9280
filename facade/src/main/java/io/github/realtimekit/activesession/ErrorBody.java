package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.json.Json;
import io.github.realtimekit.activesession.internal.json.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The errors in a response body, in any of the API's formats: RealtimeKit's single error, the gateway's list of errors,
 * or just a {@code message}. Accepts any text, JSON or not.
 *
 * @param text the body without the token, to be quoted in a message; for a body that was cut off, the reason
 * @param shape who probably wrote the body
 * @param isEnvelope whether it is a JSON object with {@code success} or {@code data}
 * @param deniesSuccess whether it says {@code "success": false}, under any status
 */
record ErrorBody(String text, Shape shape, boolean isEnvelope, boolean deniesSuccess, List<ApiError> errors) {

    /** {@link ErrorResponse} draws the conclusions. */
    enum Shape {
        /** {@code success} is false, and there is a single {@code error}. */
        REALTIMEKIT,
        /** Any other object or array, from the API's gateway or from some route of RealtimeKit. */
        OTHER_JSON,
        /** Plain text or a web page, which the API itself does not send. */
        TEXT,
        NOTHING,
        /** Broke off. What did arrive is not interpreted. */
        LOST
    }

    static ErrorBody lost(Exception problem, String token) {
        return new ErrorBody(Text.redact(problem.toString(), token), Shape.LOST, false, false, List.of());
    }

    static ErrorBody of(String body, String token) {
        Object json = Json.tree(body);
        Map<?, ?> map = json instanceof Map<?, ?> object ? object : Map.of();
        Parser parser = new Parser(token);

        List<ApiError> ofGateway = parser.errors(map.get("errors"));
        List<ApiError> errors = new ArrayList<>(ofGateway);
        errors.addAll(parser.errors(map.get("error")));
        if (errors.isEmpty()) {
            errors.addAll(parser.errors(map.get("message")));
        }

        // The service has sent "succes", too.
        boolean deniesSuccess = isFalse(map.get("success")) || isFalse(map.get("succes"));
        boolean fromRealtimeKit = map.get("error") instanceof Map && ofGateway.isEmpty() && deniesSuccess;
        return new ErrorBody(
                Text.redact(body, token),
                fromRealtimeKit ? Shape.REALTIMEKIT : otherShape(body, json),
                map.containsKey("success") || map.containsKey("data"),
                deniesSuccess,
                List.copyOf(errors));
    }

    private static Shape otherShape(String body, @Nullable Object json) {
        if (json instanceof Map || json instanceof List) {
            return Shape.OTHER_JSON;
        }
        return body.isBlank() ? Shape.NOTHING : Shape.TEXT;
    }

    private static boolean isFalse(@Nullable Object json) {
        return Boolean.FALSE.equals(json);
    }

    /** Whether any of the errors has one of these codes. */
    boolean hasCode(List<Integer> codes) {
        return errors.stream().anyMatch(error -> codes.contains(error.code().orElse(0)));
    }

    /** Finds errors in a part of the body, whatever its JSON type, and removes the token. */
    private record Parser(String token) {
        List<ApiError> errors(@Nullable Object json) {
            if (json instanceof List<?> list) {
                return list.stream()
                        .flatMap(element -> errors(element).stream())
                        .toList();
            }
            if (json instanceof Map<?, ?> map) {
                return error(map);
            }
            String bare = text(json);
            return bare == null ? List.of() : List.of(new ApiError(null, bare, null, null, List.of()));
        }

        private List<ApiError> error(Map<?, ?> map) {
            Integer code = Scalar.count(map.get("code"));
            String message = message(map.get("message"));
            if (code == null && message.isEmpty()) {
                return List.of();
            }
            Object pointer = map.get("source") instanceof Map<?, ?> source ? source.get("pointer") : null;
            return List.of(new ApiError(
                    code, message, text(map.get("documentation_url")), text(pointer), errors(map.get("error_chain"))));
        }

        /** Usually text; the texts of a list are joined. */
        private String message(@Nullable Object json) {
            return errors(json).stream().map(ApiError::message).collect(Collectors.joining("; "));
        }

        private @Nullable String text(@Nullable Object json) {
            String text = Scalar.absent(json) ? null : Scalar.text(json);
            return text == null ? null : Text.redact(text, token);
        }
    }
}
