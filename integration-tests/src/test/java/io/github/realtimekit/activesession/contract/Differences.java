package io.github.realtimekit.activesession.contract;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.realtimekit.activesession.ApiResponse;
import io.github.realtimekit.activesession.operations.TestedOperation;
import io.swagger.v3.core.util.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a response differs from the document, as paths and types. The validator finds the places. Its own messages are
 * left out, since they quote the response.
 */
final class Differences {
    private static final JsonNode DOCUMENT = document();

    /** No digits, capitals or punctuation, so nothing that looks like an id, an address or a person's name is shown. */
    private static final String FIELD_NAME = "[a-z]{2,}(_[a-z]+)*";

    private final JsonNode body;
    private final JsonNode schema;
    private final Set<String> values = new HashSet<>();
    private final Set<String> lines = new LinkedHashSet<>();

    private Differences(JsonNode body, JsonNode schema) {
        this.body = body;
        this.schema = schema;
        collectValues(body);
    }

    private static JsonNode document() {
        try {
            return Yaml.mapper().readTree(Specification.TEXT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the document cannot be read", e);
        }
    }

    /** {@return one line for each difference, none if the response follows the document} */
    static List<String> of(TestedOperation operation, ApiResponse response) {
        String type = contentType(response);
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.status())
                .withContentType(type.contains("/") ? type : "application/octet-stream");
        if (!response.body().isEmpty()) {
            answer.withBody(response.body());
        }
        ValidationReport report = Specification.VALIDATOR.validateResponse(
                "/client/v4" + operation.path("account", "app", "meeting"),
                Method.valueOf(operation.method()),
                answer.build());

        Differences differences = new Differences(json(response.body()), schema(operation, response.status()));
        report.getMessages().stream()
                .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                .forEach(differences::add);
        return List.copyOf(differences.lines);
    }

    /** {@return the type of the content, unless it is one that no document has} */
    static String contentType(ApiResponse response) {
        String type = response.headers().getOrDefault("Content-Type", List.of("no content type")).stream()
                .map(value -> value.replaceFirst("\\s*;.*", "").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow();
        return Set.of("application/json", "text/html", "text/plain", "no content type")
                        .contains(type)
                ? type
                : "another content type";
    }

    private void add(ValidationReport.Message message) {
        String problem = message.getKey().replaceFirst(".*\\.schema\\.", "");
        String pointer = message.getContext()
                .flatMap(MessageContext::getPointers)
                .map(MessageContext.Pointers::getInstance)
                .filter(instance -> !instance.equals("/")) // this is the whole body
                .orElse("");
        JsonNode value = body.at(pointer);
        JsonNode expected = resolved(at(pointer));

        switch (problem) {
            case "required" -> missing(pointer, value, expected);
            case "additionalProperties" -> unknown(pointer, value, expected);
            case "type" ->
                lines.add("another type: " + path(pointer) + " is " + type(value) + ", the document says "
                        + expected.path("type").asText("something else"));
            case "enum" -> lines.add("another value: " + path(pointer) + ", which is an enum in the document");
            case "anyOf" -> shapes();
            default -> other(message.getKey(), pointer);
        }
    }

    private void missing(String pointer, JsonNode value, JsonNode expected) {
        for (JsonNode name : expected.path("required")) {
            if (!value.has(name.asText())) {
                lines.add("missing, though required: " + path(pointer + "/" + name.asText()));
            }
        }
    }

    private void unknown(String pointer, JsonNode value, JsonNode expected) {
        value.properties().forEach(field -> {
            if (!expected.path("properties").has(field.getKey())) {
                String parent = pointer.isEmpty() ? "" : path(pointer) + ".";
                lines.add("not in the document: " + parent + shown(field.getKey()) + ", " + type(field.getValue()));
            }
        });
    }

    /** For an error in an unknown shape, its top level says enough. */
    private void shapes() {
        List<String> fields = new ArrayList<>();
        body.properties().forEach(field -> fields.add(shown(field.getKey()) + ", " + type(field.getValue())));
        lines.add("another shape than the errors of the document: "
                + (fields.isEmpty() ? type(body) : String.join("; ", fields)));
    }

    private void other(String key, String pointer) {
        if (key.contains(".contentType.")) {
            lines.add("another content type than the document says");
        } else if (key.endsWith(".body.missing")) {
            lines.add("no body, though the document has one");
        } else if (key.endsWith(".body.unexpected")) {
            lines.add("a body, though the document has none");
        } else if (key.endsWith(".invalidJson") || key.endsWith(".unknownError")) {
            lines.add("the body is not JSON");
        } else {
            lines.add("another difference: " + (pointer.isEmpty() ? "of the whole response" : path(pointer)));
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode schema(TestedOperation operation, int status) {
        JsonNode path = MissingNode.getInstance();
        for (var entry : DOCUMENT.get("paths").properties()) {
            if (entry.getKey().endsWith("{meeting_id}" + operation.path())) {
                path = entry.getValue();
            }
        }
        JsonNode responses =
                path.path(operation.method().toLowerCase(Locale.ROOT)).path("responses");
        JsonNode response = responses.has("" + status) ? responses.get("" + status) : responses.path("default");
        return resolved(response).path("content").path("application/json").path("schema");
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** The schema of the value at a pointer. */
    private JsonNode at(String pointer) {
        JsonNode node = resolved(schema);
        for (String name : names(pointer)) {
            node = below(node, name);
        }
        return node;
    }

    private static JsonNode below(JsonNode schema, String name) {
        return resolved(
                schema.has("items")
                        ? schema.get("items")
                        : schema.path("properties").path(name));
    }

    /** The path, in names that the document has, such as {@code data.breakout_rooms[].status}. */
    private String path(String pointer) {
        StringBuilder path = new StringBuilder();
        JsonNode node = resolved(schema);
        for (String name : names(pointer)) {
            boolean item = node.has("items");
            boolean known = item || node.path("properties").has(name);
            path.append(item ? "[]" : (path.isEmpty() ? "" : ".") + (known ? name : shown(name)));
            node = below(node, name);
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    private static List<String> names(String pointer) {
        return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/"));
    }

    private String shown(String key) {
        return key.matches(FIELD_NAME) && key.length() <= 40 && !values.contains(key) ? key : "(a key that is no name)";
    }

    /** A key that is also a value elsewhere is not a name that the service chose. */
    private void collectValues(JsonNode node) {
        if (node.isTextual()) {
            values.add(node.asText());
        }
        node.forEach(this::collectValues);
    }

    private static String type(JsonNode value) {
        return value.isMissingNode() ? "not JSON" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
