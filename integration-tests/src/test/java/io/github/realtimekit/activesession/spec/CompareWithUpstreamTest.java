package io.github.realtimekit.activesession.spec;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.realtimekit.activesession.spec.Changes.Change;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The comparison with an upstream that has the same operations under other names, and what it prints after each change
 * there. Our side is made from the same file, so that these tests stand still when the project's document changes.
 */
class CompareWithUpstreamTest {
    private static final String MUTE =
            "  /accounts/{account}/realtime/kit/{app}/meetings/{meeting}/active-session/mute:\n";

    @TempDir
    private Path folder;

    private int breaking;

    static Stream<Arguments> changesOfUpstream() throws IOException {
        return Changes.of("upstream-changes.yaml");
    }

    @ParameterizedTest
    @MethodSource("changesOfUpstream")
    void changeUpstreamIsReported(Change change) throws IOException {
        assertThat(report(change.appliedTo(upstream()))).containsExactlyInAnyOrderElementsOf(change.prints());
        assertThat(breaking)
                .isEqualTo(change.prints().stream()
                        .filter(line -> line.contains(" breaking "))
                        .count());
    }

    @Test
    void documentOfManyMegabytesIsRead() throws IOException {
        ObjectNode whole = (ObjectNode) Yaml.mapper().readTree(upstream());
        String words = "{\"description\": \"" + "what it is ".repeat(90);
        for (int i = 0; i < 6_000; i++) {
            String reference = "{\"$ref\": \"#/components/schemas/thing" + i / 2 + "\"}";
            whole.withObject("/components/schemas")
                    .set("thing" + i, Json.mapper().readTree(words + "\", \"items\": " + reference + "}"));
            whole.withObject("/paths")
                    .set("/things" + i, Json.mapper().readTree(words + "\", \"get\": {\"responses\": {}}}"));
        }

        assertThat(whole.toString()).hasSizeGreaterThan(12_000_000);
        assertThat(report(whole.toString())).isEmpty();
        assertThat(report("# a long remark about it all\n".repeat(150_000) + upstream()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kit_id: {       | kit_other_id: { | the reference #/components/schemas/kit_id leads nowhere",
                "kit_token: { | kit_other: { | the reference #/components/securitySchemes/kit_token leads nowhere",
                "paths:          | ways:           | this is no OpenAPI document with paths",
            })
    void documentThatCannotBeComparedIsNamed(String old, String replacement, String message) {
        assertThatThrownBy(() -> report(upstream().replace(old, replacement)))
                .hasMessageContaining("cannot compare with " + folder.resolve("upstream.txt"))
                .hasMessageContaining(message);
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> CompareWithUpstream.run(folder, folder.resolve("none.json"), System.out))
                .hasMessage("there is no file " + folder.resolve("none.json"));
        assertThatThrownBy(() -> CompareWithUpstream.main(new String[] {folder.toString(), null}))
                .hasMessage("which document? Name it with -Dupstream=path/to/openapi.json");
    }

    /** Each line with its heading, but for the two operations that only upstream has, and the last line. */
    private List<String> report(String upstream) throws IOException {
        Path file = Files.writeString(folder.resolve("upstream.txt"), upstream);
        Files.writeString(folder.resolve("active-session.yaml"), ours());
        Files.copy(
                Changes.RESOURCES.resolve("upstream-differences.yaml"),
                folder.resolve("differences.yaml"),
                REPLACE_EXISTING);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        breaking = CompareWithUpstream.run(folder, file, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).last().asString().startsWith(breaking + " breaking, ");
        String heading = "";
        List<String> report = new ArrayList<>();
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.startsWith("  ")) {
                report.add((heading + line).replaceAll(" +", " "));
            } else {
                heading = line;
            }
        }
        assertThat(report.remove("POST active-session/mute harmless operation: only upstream"))
                .isTrue();
        assertThat(report.remove("POST active-session/mute-all harmless operation: only upstream"))
                .isTrue();
        return report;
    }

    private static String ours() throws IOException {
        String text = upstream();
        return (text.substring(0, text.indexOf(MUTE)) + text.substring(text.indexOf("components:\n")))
                .replace("kit_", "own_")
                .replaceAll("(\\{|name: )(account|app|meeting)\\b", "$1$2_id")
                .replace("type: string, maxLength: 32", "type: string")
                .replace("        ended_at:", "        meta: {type: object}\n        ended_at:");
    }

    private static String upstream() throws IOException {
        return Files.readString(Changes.RESOURCES.resolve("upstream.yaml"));
    }
}
