package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.realtimekit.activesession.operations.TestedOperation;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each response in {@code resources/contract}, and all requests together, have every field of the document. */
class FilesHaveEveryFieldTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try {
            return Yaml.mapper().readTree(Specification.TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<TestedOperation> operations() {
        return TestedOperation.each();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noFieldIsLeftOut(TestedOperation operation) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> requests = new ArrayList<>();
        for (TestedOperation.Request request : operation.requests()) {
            requests.add(json.readTree(operation.body(request)));
        }
        JsonNode described = described(operation);
        List<String> missing = new ArrayList<>();
        find(schema(described.path("requestBody")), requests, "a request: ", new HashSet<>(), missing);
        find(
                schema(described.path("responses").path("" + operation.success())),
                List.of(json.readTree(operation.filled())),
                "the response: ",
                new HashSet<>(),
                missing);

        assertThat(missing)
                .as(
                        "Fields of the document, each of which needs a value in the files of %s in "
                                + "integration-tests/src/test/resources/contract",
                        operation.methodName())
                .isEmpty();
    }

    private static JsonNode described(TestedOperation operation) {
        return DOCUMENT.get("paths")
                .propertyStream()
                .filter(path -> path.getKey().endsWith("{meeting_id}" + operation.path()))
                .map(path -> path.getValue().path(operation.method().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode schema(JsonNode message) {
        return message.path("content").path("application/json").path("schema");
    }

    /** A field counts as present if one of the values has it. A schema inside itself is not checked again. */
    private static void find(
            JsonNode reference, List<JsonNode> values, String path, Set<JsonNode> above, List<String> missing) {
        JsonNode schema = reference.has("$ref")
                ? DOCUMENT.at(reference.get("$ref").asText().substring(1))
                : reference;
        if (!above.add(schema)) {
            return;
        }
        if (schema.has("items")) {
            List<JsonNode> items =
                    values.stream().flatMap(JsonNode::valueStream).toList();
            find(schema.get("items"), items, path + "[]", above, missing);
        }
        schema.path("properties").properties().forEach(property -> {
            List<JsonNode> inner = values.stream()
                    .map(value -> value.path(property.getKey()))
                    .filter(value -> !value.isMissingNode())
                    .toList();
            if (inner.isEmpty()) {
                missing.add(path + "." + property.getKey());
            } else {
                find(property.getValue(), inner, path + "." + property.getKey(), above, missing);
            }
        });
    }
}
