package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the document: the golden answer of each operation has every field, and its text file says of each that an
 * accessor, named like the field in camel case, returns what was sent. {@link AnswersTest} checks that it does.
 */
class EveryFieldTest {
    private static final OpenAPI DOCUMENT = new OpenAPIV3Parser().read(Specification.FILE.toString());

    private final Set<String> seen = new TreeSet<>();

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
        List<String> accessors = Golden.expected(file).lines().toList();
        compare("", data, Golden.json(file).get("data"), accessors);

        assertThat(seen).isEqualTo(declared(data, new TreeSet<>()));
    }

    static Stream<Arguments> everyPublishedValueOfAnEnumIsRead() {
        var fields = resolved(DOCUMENT.getComponents().getSchemas().get("ActiveSession"))
                .getProperties();
        return fields.keySet().stream()
                .filter(field -> resolved(fields.get(field)).getEnum() != null)
                .flatMap(field ->
                        resolved(fields.get(field)).getEnum().stream().map(value -> Arguments.of(field, value)));
    }

    @ParameterizedTest
    @MethodSource
    void everyPublishedValueOfAnEnumIsRead(String field, String value) {
        String accessors = Accessors.describe(ActiveSession.fromJson("{\"" + field + "\":\"" + value + "\"}"));

        assertThat(accessors)
                .containsPattern("(?m)^" + field + " = \\w+ " + value.toUpperCase(Locale.ROOT) + "$")
                .contains(field + "AsString = '" + value + "'");
    }

    /** Looks for each value of the answer in the lines of the accessors, and notes which fields have one. */
    private void compare(String path, Schema<?> schema, JsonNode json, List<String> accessors) {
        Schema<?> type = resolved(schema);
        if (type.getProperties() != null) {
            type.getProperties().forEach((field, child) -> {
                if (json.has(field)) {
                    seen.add(name(schema) + "." + field);
                    compare(path + (path.isEmpty() ? "" : ".") + camelCase(field), child, json.get(field), accessors);
                }
            });
        } else if (type.getItems() != null && resolved(type.getItems()).getProperties() != null) {
            for (int i = 0; i < json.size(); i++) {
                compare(path + "[" + i + "]", type.getItems(), json.get(i), accessors);
            }
        } else {
            Stream<String> values = json.isArray()
                    ? Stream.iterate(0, i -> i < json.size(), i -> i + 1)
                            .map(i -> json.get(i).asText())
                    : json.isObject() ? json.properties().stream().map(Map.Entry::getKey) : Stream.of(json.asText());
            assertThat(accessors).as(path).anySatisfy(line -> assertThat(line).startsWith(path + " = "));
            values.forEach(value -> assertThat(accessors)
                    .as(path)
                    .anySatisfy(line ->
                            assertThat(line).startsWith(path + " = ").containsPattern("(?i)" + Pattern.quote(value))));
        }
    }

    /** Every field that can be reached from the schema, as {@code Schema.field}. */
    private static Set<String> declared(Schema<?> schema, Set<String> fields) {
        Schema<?> type = resolved(schema);
        if (type.getItems() != null) {
            return declared(type.getItems(), fields);
        }
        if (type.getProperties() != null) {
            type.getProperties().forEach((field, child) -> {
                if (fields.add(name(schema) + "." + field)) {
                    declared(child, fields);
                }
            });
        }
        return fields;
    }

    private static Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : DOCUMENT.getComponents().getSchemas().get(name(schema));
    }

    private static String name(Schema<?> schema) {
        return schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
    }

    private static String camelCase(String field) {
        return Pattern.compile("_(.)")
                .matcher(field)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
