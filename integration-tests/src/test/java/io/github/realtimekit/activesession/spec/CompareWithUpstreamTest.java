package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareWithUpstreamTest {
    private static final Path OPENAPI = Path.of("..", "openapi");

    @TempDir
    private Path folder;

    private Path upstream;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void copyBothDocuments() throws IOException {
        Files.copy(OPENAPI.resolve("active-session.yaml"), folder.resolve("active-session.yaml"));
        Files.copy(OPENAPI.resolve("upstream.yaml"), folder.resolve("upstream.yaml"));
        upstream = folder.resolve("other.yaml");
        Files.copy(OPENAPI.resolve("upstream.yaml"), upstream);
    }

    private void compare(boolean accept) {
        CompareWithUpstream.run(
                folder, upstream.toString(), accept, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private void change(String old, String replacement) throws IOException {
        String text = Files.readString(upstream);
        assertThat(text).contains(old);
        Files.writeString(upstream, text.replace(old, replacement));
    }

    @Test
    void sameDocumentPasses() {
        compare(false);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("Nothing has changed upstream.");
    }

    @Test
    void differenceIsPrintedAndFailsUntilAccepted() throws IOException {
        change("        \"400\": {}\n", "        \"400\": {}\n        \"409\": {}\n");

        assertThatThrownBy(() -> compare(false)).hasMessageContaining("-Daccept");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("--- openapi/upstream.yaml\n+++ upstream\n@@ -")
                .contains("\n         \"400\": {}\n+        \"409\": {}\n");

        compare(true);
        compare(false);
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("Nothing has changed upstream.\n");
    }

    @Test
    void missingOperationFailsAndIsNotAccepted() throws IOException {
        change("/active-session/poll", "/active-session/polls");

        assertThatThrownBy(() -> compare(true))
                .hasMessageContaining("the document has no POST /accounts/")
                .hasMessageContaining("/active-session/poll");
        assertThat(folder.resolve("upstream.yaml")).hasSameTextualContentAs(OPENAPI.resolve("upstream.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not found", "<html></html>", "{\"openapi\":", "{\"paths\": []}", "a: b: c"})
    void textThatIsNoDocumentFails(String text) throws IOException {
        Files.writeString(upstream, text);

        assertThatThrownBy(() -> compare(false)).hasMessageStartingWith("cannot read " + upstream);
    }

    @Test
    void missingFileFails() {
        upstream = folder.resolve("nowhere.json");

        assertThatThrownBy(() -> compare(false)).hasMessageContaining("there is no file " + upstream);
    }

    @Test
    void noFileFails() {
        assertThatThrownBy(() -> CompareWithUpstream.run(folder, "", false, System.out))
                .hasMessageContaining("-Dupstream=");
    }

    /** Our own document has references, a recursion, descriptions and examples of every kind. */
    @ParameterizedTest
    @CsvSource({
        "/components/schemas/ActiveSessionResponse/properties/data, /components/schemas/ActiveSession",
        "/components/schemas/ActiveSession/properties/breakout_rooms/items, /components/schemas/ActiveSession",
        "/components/schemas/ActiveSession/properties/status, /components/schemas/SessionStatus",
        "/components/responses/NotFound/headers/cf-ray, /components/headers/cf-ray",
        "/components/schemas/GatewayError/properties/error_chain/items, /components/schemas/GatewayError"
    })
    void inlinedReferenceMakesNoDifference(String reference, String target) throws IOException {
        String document = Files.readString(OPENAPI.resolve("active-session.yaml"));
        JsonNode tree = Yaml.mapper().readTree(document);
        ObjectNode inlined = tree.deepCopy();
        ObjectNode node = (ObjectNode) inlined.at(reference);
        assertThat(node.has("$ref")).isTrue();
        node.removeAll();
        node.setAll((ObjectNode) tree.at(target));
        node.put("description", "Another one.");
        List<String> operations = OperationsText.operations(document);

        assertThat(OperationsText.of(inlined.toString(), operations))
                .isEqualTo(OperationsText.of(document, operations));
    }

    @Test
    void textHasNoReferencesAndIsItsOwnText() throws IOException {
        String document = Files.readString(OPENAPI.resolve("active-session.yaml"));
        List<String> operations = OperationsText.operations(document);
        String text = OperationsText.of(document, operations);

        assertThat(text).doesNotContain("$ref", "description:", "example").contains("x-recursive: 3 levels up");
        assertThat(OperationsText.of(text, operations)).isEqualTo(text);
    }

    @Test
    void referenceThatLeadsNowhereFails() throws IOException {
        String document = Files.readString(OPENAPI.resolve("active-session.yaml"));

        assertThatThrownBy(() -> OperationsText.of(
                        document.replace("schemas/PollVote'", "schemas/Ballot'"), OperationsText.operations(document)))
                .hasMessage("the reference #/components/schemas/Ballot leads nowhere in the document");
    }
}
