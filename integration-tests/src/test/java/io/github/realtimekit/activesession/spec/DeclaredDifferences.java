package io.github.realtimekit.activesession.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code openapi/differences.yaml}: what differs on purpose, each with its reason. */
final class DeclaredDifferences {
    private final JsonNode file;

    private DeclaredDifferences(JsonNode file) {
        this.file = file;
    }

    static DeclaredDifferences read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static DeclaredDifferences parse(String yaml) throws IOException {
        JsonNode file = Yaml.mapper().readTree(yaml);
        for (String section : List.of("upstream", "facade")) {
            for (JsonNode entry : file.path(section)) {
                if (entry.path("difference").asText().isBlank()
                        || entry.path("because").asText().isBlank()) {
                    throw new IllegalArgumentException(
                            "an entry under '" + section + "' needs a 'difference' and a 'because': " + entry);
                }
            }
        }
        return new DeclaredDifferences(file);
    }

    /** What upstream has otherwise: {@code POST active-session/kick response 404: not upstream}, and why we keep it. */
    Map<String, String> upstream() {
        Map<String, String> kept = new LinkedHashMap<>();
        for (JsonNode entry : file.path("upstream")) {
            for (JsonNode operation : entry.path("operations")) {
                String difference = entry.path("difference").asText();
                kept.put(
                        operation.asText() + " " + difference,
                        entry.path("because").asText());
            }
        }
        return kept;
    }

    /** What the facade has otherwise: {@code ActiveSession.organization_id is optional}, and why. */
    Map<String, String> facade() {
        Map<String, String> kept = new LinkedHashMap<>();
        for (JsonNode entry : file.path("facade")) {
            kept.put(entry.path("difference").asText(), entry.path("because").asText());
        }
        return kept;
    }

    /** The facade's names for a schema, a field or an operation where they are not those of the document. */
    Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        file.path("names").properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> values.add(value.asText()));
            } else {
                values.add(entry.getValue().asText());
            }
            names.put(entry.getKey(), values);
        });
        return names;
    }
}
