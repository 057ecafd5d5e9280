package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is printed after a change to our document or to upstream's. */
class ChangesTest {
    private static final Path OPENAPI = Path.of("..", "openapi");

    /** The operations in the rows about upstream. New operations change no row. */
    private static final List<String> OPERATIONS = Stream.of("GET …", "POST …/kick", "POST …/kick-all", "POST …/poll")
            .map(operation -> operation.replace(
                    "…", "/accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session"))
            .toList();

    /** The texts that are replaced in a copy, and the lines that are then printed. */
    record Change(Map<String, String> replace, List<String> prints) {
        String in(String document) {
            String changed = document;
            for (Map.Entry<String, String> each : replace.entrySet()) {
                assertThat(changed.contains(each.getKey()))
                        .as(
                                "the document has the text that this row replaces. If it has changed there, change it"
                                        + " in the row's `replace`, too; if it is gone, replace another text of its"
                                        + " kind, and say in `prints` what is printed then:%n%s%n",
                                each.getKey())
                        .isTrue();
                changed = changed.replace(each.getKey(), each.getValue());
            }
            return changed;
        }
    }

    private static Stream<Arguments> changes(String table) throws IOException {
        Path file = Path.of("src", "test", "resources", "spec", table);
        return Yaml.mapper().readValue(file.toFile(), new TypeReference<Map<String, Change>>() {}).entrySet().stream()
                .map(row -> argumentSet(row.getKey(), row.getValue()));
    }

    static Stream<Arguments> changesOfTheDocument() throws IOException {
        return changes("document-changes.yaml");
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("changesOfTheDocument")
    void changeOfTheDocumentIsNamed(Change change) throws IOException {
        String document = Files.readString(OPENAPI.resolve("active-session.yaml"));

        assertThat(FacadeCheck.findings(change.in(document)))
                .as("what is printed, by this row of spec/document-changes.yaml")
                .containsExactlyElementsOf(change.prints);
    }

    static Stream<Arguments> changesUpstream() throws IOException {
        return changes("upstream-changes.yaml");
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("changesUpstream")
    void changeUpstreamIsALineOfTheDifference(Change change) throws IOException {
        String known = OperationsText.of(Files.readString(OPENAPI.resolve("upstream.yaml")), OPERATIONS);
        String text = OperationsText.of(change.in(known), OPERATIONS);

        assertThat(CompareWithUpstream.difference(known, text).stream()
                        .skip(2)
                        .filter(line -> line.matches("[+-].*"))
                        .map(line -> line.replaceFirst(" +", " ")))
                .as("what is printed, by this row of spec/upstream-changes.yaml")
                .containsExactlyElementsOf(change.prints);
    }
}
