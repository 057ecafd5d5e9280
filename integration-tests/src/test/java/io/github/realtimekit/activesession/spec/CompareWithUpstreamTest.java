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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code upstream-changes.yaml} has the changes and the differences that must be shown. */
class CompareWithUpstreamTest {
    @TempDir
    private Path folder;

    private String document;
    private String upstream;
    private String onlyOurs = "";

    @BeforeEach
    void copyBothDocuments() throws IOException {
        document = Files.readString(Path.of("..", "openapi", "active-session.yaml"));
        upstream = Files.readString(Path.of("..", "openapi", "upstream.yaml"));
        Files.writeString(folder.resolve("active-session.yaml"), document);
        Files.writeString(folder.resolve("upstream.yaml"), upstream);
        onlyOurs = compare(file(upstream), false).replace("Nothing has changed upstream.\n", "");
    }

    /** What is printed, without the operations that upstream lacks today. */
    private String compare(String file, boolean accept) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CompareWithUpstream.run(folder, file, accept, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8).replace(onlyOurs, "");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("other.yaml"), text).toString();
    }

    @Test
    void differenceFailsUntilItIsAccepted() throws IOException {
        String changed = file(upstream.replace("\"400\": {}\n", "\"409\": {}\n"));

        assertThatThrownBy(() -> compare(changed, false)).hasMessageContaining("-Daccept");
        assertThat(compare(changed, true))
                .startsWith("--- openapi/upstream.yaml\n+++ upstream\n@@ -")
                .contains("\n-        \"400\": {}\n+        \"409\": {}\n");
        assertThat(compare(changed, false)).isEqualTo("Nothing has changed upstream.\n");
    }

    @Test
    void missingOperationIsNotAccepted() throws IOException {
        String changed = file(upstream.replace("active-session/poll", "active-session/polls"));

        assertThatThrownBy(() -> compare(changed, true)).hasMessageMatching(".* has no POST /accounts/.*/poll");
        assertThat(folder.resolve("upstream.yaml")).hasContent(upstream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active-session/lower-hands", "active-session"})
    void newOperationOfTheActiveSessionIsNamedAndNotAccepted(String end) throws IOException {
        String path = "/accounts/{account}/realtime/kit/{app}/meetings/{meeting}/" + end;
        String changed = file(upstream.replace("\npaths:\n", "\npaths:\n  " + path + ":\n    put: {}\n"));

        assertThatThrownBy(() -> compare(changed, true))
                .hasMessageStartingWith("upstream has PUT …" + end.replace("active-session", ""))
                .hasMessageContaining("LEFT_OUT in CompareWithUpstream");
        assertThat(folder.resolve("upstream.yaml")).hasContent(upstream);
    }

    static Stream<String> operationThatIsLeftOutOrOfSomethingElseIsNoDifference() {
        Stream<String> leftOut =
                CompareWithUpstream.LEFT_OUT.stream().map(it -> it.replace("POST …", "/meetings/{c}/active-session"));
        return Stream.concat(leftOut, Stream.of("/meetings/{c}/active-sessions", "/meetings"))
                .map(end -> "/accounts/{a}/realtime/kit/{b}" + end);
    }

    @ParameterizedTest
    @MethodSource
    void operationThatIsLeftOutOrOfSomethingElseIsNoDifference(String path) throws IOException {
        String changed = file(upstream.replace("\npaths:\n", "\npaths:\n  " + path + ":\n    post: {}\n"));

        assertThat(compare(changed, false)).isEqualTo("Nothing has changed upstream.\n");
    }

    @Test
    void operationThatOnlyWeHaveIsNamedAndDoesNotStopTheComparison() throws IOException {
        String path = "/accounts/{a}/realtime/kit/{b}/meetings/{c}/active-session/lower-hands";
        String more = document.replace("\npaths:\n", "\npaths:\n  " + path + ":\n    post: {}\n");
        Files.writeString(folder.resolve("active-session.yaml"), more);

        assertThat(compare(file(upstream), false))
                .isEqualTo("Our document has POST …/lower-hands, upstream has not.\nNothing has changed upstream.\n");
    }

    @Test
    void nothingIsLeftOutThatTheDocumentHas() {
        assertThat(OperationsText.operations(document))
                .extracting(CompareWithUpstream::shortened)
                .doesNotContainAnyElementsOf(CompareWithUpstream.LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not found", "<html></html>", "{\"openapi\":", "{\"paths\": []}", "a: b: c"})
    void textThatIsNotADocumentFails(String text) throws IOException {
        String file = file(text);

        assertThatThrownBy(() -> compare(file, true)).hasMessageStartingWith("cannot read " + file);
    }

    @Test
    void missingFileFails() {
        assertThatThrownBy(() -> compare("", false)).hasMessageContaining("-Dupstream=");
        assertThatThrownBy(() -> compare("no.json", false)).hasMessageMatching("there is no file .*no.json");
    }

    /** Our own document has references, recursion, descriptions and all kinds of examples. */
    @ParameterizedTest
    @CsvSource({
        "/components/schemas/ActiveSessionResponse/properties/data, /components/schemas/ActiveSession",
        "/components/schemas/ActiveSession/properties/breakout_rooms/items, /components/schemas/ActiveSession",
        "/components/schemas/ActiveSession/properties/status, /components/schemas/SessionStatus",
        "/components/responses/NotFound/headers/cf-ray, /components/headers/cf-ray",
        "/components/schemas/GatewayError/properties/error_chain/items, /components/schemas/GatewayError"
    })
    void inlinedReferenceMakesNoDifference(String reference, String target) throws IOException {
        JsonNode tree = Yaml.mapper().readTree(document);
        ObjectNode node = (ObjectNode) tree.at(reference);
        ObjectNode inlined = tree.at(target).deepCopy();
        assertThat(node.remove("$ref")).isNotNull();
        node.setAll(inlined.put("description", "Another one."));
        List<String> operations = OperationsText.operations(document);

        assertThat(OperationsText.of(tree.toString(), operations)).isEqualTo(OperationsText.of(document, operations));
    }

    @Test
    void textHasNoReferencesAndIsItsOwnText() {
        List<String> operations = OperationsText.operations(document);
        String text = OperationsText.of(document, operations);

        assertThat(text).doesNotContain("$ref", "description:", "example").contains("x-recursive: 3 levels up");
        assertThat(OperationsText.of(text, operations)).isEqualTo(text);
    }

    @Test
    void referenceThatLeadsNowhereFails() {
        String broken = document.replace("schemas/PollVote'", "schemas/Ballot'");

        assertThatThrownBy(() -> OperationsText.of(broken, OperationsText.operations(document)))
                .hasMessage("the reference #/components/schemas/Ballot leads nowhere in the document");
    }
}
