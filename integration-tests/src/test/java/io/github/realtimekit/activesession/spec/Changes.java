package io.github.realtimekit.activesession.spec;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables in YAML of how an OpenAPI document may change, and of what is then printed. */
final class Changes {
    static final Path RESOURCES = Path.of("src", "test", "resources", "spec");

    private Changes() {}

    record Change(JsonNode change, List<String> prints) {
        /** A copy of the document with the change merged into it. */
        String appliedTo(String document) throws IOException {
            JsonNode copy = Yaml.mapper().readTree(document);
            merge((ObjectNode) copy, change);
            return copy.toString();
        }
    }

    static Stream<Arguments> of(String table) throws IOException {
        return Yaml.mapper()
                .readValue(RESOURCES.resolve(table).toFile(), new TypeReference<Map<String, Change>>() {})
                .entrySet()
                .stream()
                .map(row -> argumentSet(row.getKey(), row.getValue()));
    }

    /** A null removes a key, an object is merged, all else replaced; a key of … and an end means that key. */
    private static void merge(ObjectNode target, JsonNode change) {
        change.properties().forEach(entry -> {
            String end = entry.getKey().replace("…", "");
            String key = target.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(name -> entry.getKey().startsWith("…") && name.endsWith(end))
                    .findFirst()
                    .orElse(end);
            if (entry.getValue().isNull()) {
                target.remove(key);
            } else if (entry.getValue().isObject() && target.path(key).isObject()) {
                merge((ObjectNode) target.get(key), entry.getValue());
            } else {
                target.set(key, entry.getValue());
            }
        });
    }
}
