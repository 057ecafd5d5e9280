package io.github.realtimekit.activesession.spec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code openapi/differences.yaml}: what differs on purpose, each with its reason.
 *
 * @param names the facade's names for a schema, a field or an operation where they are not those of the document
 * @param facade what the facade has otherwise: {@code ActiveSession.organization_id is optional}
 * @param upstream what upstream has otherwise: {@code response 404: not upstream}, in these operations
 */
record DeclaredDifferences(Map<String, List<String>> names, List<Entry> facade, List<Entry> upstream) {
    record Entry(List<String> operations, String difference, String because) {
        Entry {
            if (difference == null || difference.isBlank() || because == null || because.isBlank()) {
                throw new IllegalArgumentException("an entry needs a 'difference' and a 'because': " + difference);
            }
        }
    }

    static DeclaredDifferences read(Path file) throws IOException {
        return Yaml.mapper()
                .readerFor(DeclaredDifferences.class)
                .with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .readValue(file.toFile());
    }

    /** As the comparison prints them: {@code POST active-session/kick response 404: not upstream}. */
    Set<String> upstreamLines() {
        Set<String> lines = new LinkedHashSet<>();
        upstream.forEach(
                entry -> entry.operations().forEach(operation -> lines.add(operation + " " + entry.difference())));
        return lines;
    }
}
