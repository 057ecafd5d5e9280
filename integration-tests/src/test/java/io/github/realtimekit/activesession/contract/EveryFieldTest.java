package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the document: the golden answer of each operation has every field, and its text file has each value that was
 * sent. {@link AnswersTest} checks that accessors return them.
 */
class EveryFieldTest {
    private static final OpenAPI DOCUMENT = new OpenAPIV3Parser().read(Specification.FILE.toString());

    @Test
    void tableHasEveryOperationOfTheDocument() {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .keySet()
                        .forEach(method -> documented.add(method + path.substring(path.indexOf("/active-session")))));

        assertThat(Operation.each().map(one -> one.method() + one.path()))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    static Stream<Operation> everyFieldIsInTheGoldenAnswer() {
        return Operation.each();
    }

    @ParameterizedTest
    @MethodSource
    void everyFieldIsInTheGoldenAnswer(Operation operation) {
        String file = Golden.files("answers", "-filled.json").stream()
                .filter(operation::owns)
                .findAny()
                .orElseThrow();
        Schema<?> envelope = resolved(DOCUMENT.getPaths().entrySet().stream()
                .filter(path -> path.getKey().endsWith(operation.path()))
                .map(path -> path.getValue().readOperationsMap().get(HttpMethod.valueOf(operation.method())))
                .map(one -> one.getResponses().get("" + operation.success()))
                .map(response -> response.getContent().get("application/json").getSchema())
                .findAny()
                .orElseThrow());
        assertThat(envelope.getProperties())
                .as("the envelope, which the client unwraps")
                .containsOnlyKeys("success", "data");
        Schema<?> data = envelope.getProperties().get("data");
        Set<String> fields = new TreeSet<>();
        JsonNode golden = Golden.json(file).get("data");
        walk(data, List.of(golden), new TreeSet<>(), fields);

        assertThat(fields).as("fields that the answer lacks").isEmpty();
        assertThat(scalars(golden))
                .allSatisfy(value -> assertThat(Golden.expected(file)).containsIgnoringCase(value));
    }

    /** Adds each field that can be reached from the schema and that none of its nodes has, as {@code Schema.field}. */
    private static void walk(Schema<?> schema, List<JsonNode> nodes, Set<String> seen, Set<String> lacking) {
        Schema<?> item =
                resolved(schema).getItems() == null ? schema : resolved(schema).getItems();
        Schema<?> type = resolved(item);
        if (type.getProperties() == null || !seen.add(name(item))) {
            return;
        }
        type.getProperties().forEach((field, child) -> {
            List<JsonNode> values = nodes.stream()
                    .flatMap(node -> node.isArray() ? node.valueStream() : Stream.of(node))
                    .filter(node -> node.has(field))
                    .map(node -> node.get(field))
                    .toList();
            if (values.isEmpty()) {
                lacking.add(name(item) + "." + field);
            }
            walk(child, values, seen, lacking);
        });
    }

    /** The text of every scalar in it. */
    private static Stream<String> scalars(JsonNode node) {
        return node.isContainerNode()
                ? node.valueStream().flatMap(EveryFieldTest::scalars)
                : Stream.of(node).filter(one -> !one.isNull()).map(JsonNode::asText);
    }

    private static Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : DOCUMENT.getComponents().getSchemas().get(name(schema));
    }

    private static String name(Schema<?> schema) {
        return schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
    }
}
