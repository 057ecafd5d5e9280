package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the specification: every field of every answer has an accessor, named like the field in camel case, that returns
 * what was sent.
 */
class EveryFieldTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private static final OpenAPI DOCUMENT = new OpenAPIV3Parser().read(Specification.FILE.toString());

    private final Set<String> read = new TreeSet<>();

    @Test
    void theTableHasEveryOperationOfTheDocument() {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .keySet()
                        .forEach(method -> documented.add(method + path.substring(path.indexOf("/active-session")))));

        assertThat(Operation.each().map(one -> one.method() + one.path()))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource
    void everyFieldOfTheAnswerIsRead(Operation operation) {
        Call call = new Call(operation, false);
        SERVER.answer(operation, ContractServer.json(operation.success(), operation.filled()));
        Object value = call.on(SERVER.client());

        Schema<?> envelope = resolved(documented(operation)
                .getResponses()
                .get(String.valueOf(operation.success()))
                .getContent()
                .get("application/json")
                .getSchema());
        assertThat(envelope.getProperties())
                .as("the envelope, which the client unwraps")
                .containsOnlyKeys("success", "data");
        Schema<?> data = envelope.getProperties().get("data");
        compare("data", data, Golden.parse(operation.filled()).get("data"), value);
        assertThat(read).isEqualTo(declared(data, new TreeSet<>()));
    }

    static Stream<Operation> everyFieldOfTheAnswerIsRead() {
        return Operation.each();
    }

    @ParameterizedTest
    @MethodSource
    void everyPublishedValueOfAnEnumIsRead(String field, String value) {
        ActiveSession session = ActiveSession.fromJson("{\"" + field + "\":\"" + value + "\"}");

        assertThat(Accessors.read(session, field)).hasToString(value.toUpperCase(Locale.ROOT));
        assertThat(Accessors.read(session, field + "AsString")).isEqualTo(value);
    }

    static Stream<Arguments> everyPublishedValueOfAnEnumIsRead() {
        var fields = resolved(DOCUMENT.getComponents().getSchemas().get("ActiveSession"))
                .getProperties();
        return fields.keySet().stream()
                .filter(field -> resolved(fields.get(field)).getEnum() != null)
                .flatMap(field ->
                        resolved(fields.get(field)).getEnum().stream().map(value -> Arguments.of(field, value)));
    }

    /** Compares a value with the JSON it was read from, by the schema. Notes which fields it has seen with a value. */
    private void compare(String path, Schema<?> schema, JsonNode json, Object value) {
        Schema<?> type = resolved(schema);
        assertThat(value).as(path).isNotNull();
        if (type.getProperties() != null) {
            String name = name(schema);
            type.getProperties().forEach((field, child) -> {
                JsonNode sent = json.get(field);
                if (sent != null) {
                    read.add(name + "." + field);
                    compare(path + "." + field, child, sent, Accessors.read(value, camelCase(field)));
                }
            });
        } else if (type.getItems() != null) {
            assertThat(value)
                    .as(path)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(json.size());
            for (int i = 0; i < json.size(); i++) {
                compare(path + "[" + i + "]", type.getItems(), json.get(i), ((List<?>) value).get(i));
            }
        } else {
            assertThat(scalar(value)).as(path).isEqualTo(scalar(json, value));
        }
    }

    /** What the facade says, in a form that can be compared. */
    private static Object scalar(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, element == null ? null : scalar(element)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EveryFieldTest::scalar).toList();
        }
        return value;
    }

    /** What was sent, as the type of which the facade's value is. */
    private static Object scalar(JsonNode json, Object like) {
        if (like instanceof Instant) {
            return Instant.parse(json.textValue());
        }
        if (like instanceof Enum<?> constant) {
            return Stream.of(constant.getDeclaringClass().getEnumConstants())
                    .filter(one -> one.toString().equals(json.textValue().toUpperCase(Locale.ROOT)))
                    .findAny()
                    .orElse(null);
        }
        return plain(json);
    }

    private static Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (json.getNodeType() == JsonNodeType.NUMBER) {
            return new BigDecimal(json.asText()).stripTrailingZeros();
        }
        return json.isNull() ? null : json.isBoolean() ? (Object) json.booleanValue() : json.textValue();
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

    private static io.swagger.v3.oas.models.Operation documented(Operation operation) {
        return DOCUMENT.getPaths().entrySet().stream()
                .filter(path -> path.getKey().endsWith(operation.path()))
                .findAny()
                .orElseThrow()
                .getValue()
                .readOperationsMap()
                .get(PathItem.HttpMethod.valueOf(operation.method()));
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
        StringBuilder name = new StringBuilder();
        for (String word : field.split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
