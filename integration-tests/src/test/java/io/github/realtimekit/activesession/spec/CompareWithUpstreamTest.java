package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The comparison with an upstream that has the same operations under other names, and what it says after each change there.
 * Our side is made from the same file, so that these tests stand still when the project's document changes.
 */
class CompareWithUpstreamTest {
    private static final String MUTE =
            "  /accounts/{account}/realtime/kit/{app}/meetings/{meeting}/active-session/mute:\n";
    private static final String KEPT = """
            upstream:
              - operations: [GET active-session, POST active-session/kick, POST active-session/kick-all, POST active-session/poll]
                difference: 'parameter in the path account_id: no maxLength, 32 upstream'
                because: No id is refused for its length.
              - operations: [GET active-session, POST active-session/kick, POST active-session/kick-all, POST active-session/poll]
                difference: 'parameter in the path app_id: no maxLength, 32 upstream'
                because: No id is refused for its length.
              - operations: [GET active-session]
                difference: 'response 200 $.data.meta: not upstream'
                because: It is still met.
            """;
    private static final List<String> ONLY_UPSTREAM = List.of(
            "POST active-session/mute",
            "  harmless  operation: only upstream",
            "POST active-session/mute-all",
            "  harmless  operation: only upstream");

    @TempDir
    private Path folder;

    private int breaking;

    @Test
    void anUnchangedUpstreamIsNothingBreakingAndTheOperationsThatWeDoNotHave() throws IOException {
        assertThat(report(upstream()))
                .startsWith(ONLY_UPSTREAM.toArray(String[]::new))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("0 breaking, 2 harmless; ");
        assertThat(breaking).isZero();
    }

    @Test
    void aRenamedFieldARemovedValueAndAChangedStatusAreThreeBreakingLines() throws IOException {
        String changed = replace(upstream(), "picture: {type: string}", "avatar: {type: string}");
        changed = replace(changed, "livestream, participant]", "livestream]");
        changed = replace(changed, "'201':", "'200':");

        assertThat(report(changed))
                .startsWith(
                        "GET active-session",
                        "  breaking  response 200 $.data.type: the value participant is not upstream",
                        "POST active-session/kick",
                        "  breaking  response 200 $.data.participants[].picture: not upstream, which has avatar instead",
                        "POST active-session/poll",
                        "  breaking  response 201: not upstream, which has 200 instead")
                .hasSize(11);
        assertThat(breaking).isEqualTo(3);
    }

    @Test
    void aFieldThatIsGoneBreaks() throws IOException {
        assertChange("        ended_at: {type: string}\n", "", "breaking  response 200 $.data.ended_at: not upstream");
    }

    @Test
    void aFieldOfAnotherTypeBreaks() throws IOException {
        assertChange(
                "live_participants: {type: number}",
                "live_participants: {type: string}",
                "breaking  response 200 $.data.live_participants: number, string upstream");
    }

    @Test
    void aNumberThatBecomesAnIntegerIsHarmlessInAnAnswer() throws IOException {
        assertChange(
                "live_participants: {type: number}",
                "live_participants: {type: integer}",
                "harmless  response 200 $.data.live_participants: number, integer upstream");
    }

    @Test
    void aNewFieldOfAnAnswerIsHarmless() throws IOException {
        assertChange(
                "        ended_at: {type: string}\n",
                "        ended_at: {type: string}\n        recording: {type: boolean}\n",
                "harmless  response 200 $.data.recording: only upstream, optional");
    }

    @Test
    void anAnswersFieldThatIsNoLongerPromisedBreaks() throws IOException {
        assertChange(
                "required: [text, count, votes]",
                "required: [text, votes]",
                "breaking  response 201 $.data.poll.options[].count: required, optional or nullable upstream");
    }

    @Test
    void anAnswersFieldThatMayBeNullBreaks() throws IOException {
        assertChange(
                "              count: {type: number}",
                "              count: {type: number, nullable: true}",
                "breaking  response 201 $.data.poll.options[].count: required, optional or nullable upstream");
    }

    @Test
    void anAnswersFieldThatIsNowPromisedIsHarmless() throws IOException {
        assertChange(
                "required: [id, question, options]",
                "required: [id, question, options, voted]",
                "harmless  response 201 $.data.poll.voted: optional or nullable, required upstream");
    }

    @Test
    void aNewValueOfAnAnswerIsHarmless() throws IOException {
        assertChange(
                "[LIVE, ENDED]",
                "[LIVE, ENDED, PAUSED]",
                "harmless  response 200 $.data.status: the value PAUSED is only upstream");
    }

    @Test
    void aNewRequiredFieldOfARequestBreaks() throws IOException {
        assertChange(
                "              question: {type: string}\n",
                "              question: {type: string}\n              scope: {type: string}\n",
                "required: [question, options]\n            properties",
                "required: [question, options, scope]\n            properties",
                "breaking  request $.scope: only upstream, required");
    }

    @Test
    void aNewOptionalFieldOfARequestIsHarmless() throws IOException {
        assertChange(
                "              question: {type: string}\n",
                "              question: {type: string}\n              scope: {type: string}\n",
                "harmless  request $.scope: only upstream, optional");
    }

    @Test
    void aRequestFieldThatIsNoLongerTakenBreaks() throws IOException {
        assertChange("              hide_votes: {type: boolean}\n", "", "breaking  request $.hide_votes: not upstream");
    }

    @Test
    void aRequestFieldThatNeedNotBeSentAnyMoreIsHarmless() throws IOException {
        assertChange(
                "required: [question, options]\n            properties",
                "required: [question]\n            properties",
                "harmless  request $.options: required, optional or nullable upstream");
    }

    @Test
    void aNewLimitOfARequestBreaks() throws IOException {
        assertChange(
                "question: {type: string}\n              options",
                "question: {type: string, maxLength: 80}\n              options",
                "breaking  request $.question: no maxLength, 80 upstream");
    }

    @Test
    void eitherOfTwoFieldsIsAskedForInsteadOfBothIsHarmless() throws IOException {
        String changed = replace(
                upstream(),
                "required: [participant_ids, custom_participant_ids]",
                "anyOf: [{required: [participant_ids]}, {required: [custom_participant_ids]}]");

        assertThat(report(changed))
                .filteredOn(line -> line.contains("breaking  "))
                .isEmpty();
        assertThat(report(changed))
                .contains("  harmless  request $.custom_participant_ids: required, optional or nullable upstream");
    }

    @Test
    void aNewRequiredParameterBreaks() throws IOException {
        assertChange(
                "    get:\n      operationId: FetchSession\n      parameters:\n",
                "    get:\n      operationId: FetchSession\n      parameters:\n"
                        + "        - {name: region, in: query, required: true, schema: {type: string}}\n",
                "breaking  parameter in the query region: only upstream, required");
    }

    @Test
    void aNewErrorStatusIsHarmless() throws IOException {
        assertChange(
                "        '400': {description: Bad request}\n",
                "        '400': {description: Bad request}\n        '409': {description: Conflict}\n",
                "harmless  response 409: only upstream");
    }

    @Test
    void aNewSuccessStatusBreaks() throws IOException {
        assertChange(
                "        '400': {description: Bad request}\n",
                "        '400': {description: Bad request}\n        '202': {description: Later}\n",
                "breaking  response 202: only upstream");
    }

    @Test
    void anErrorStatusThatIsGoneBreaks() throws IOException {
        assertChange("        '400': {description: Bad request}\n", "", "breaking  response 400: not upstream");
    }

    @Test
    void aBodyWhereThereWasNoneBreaks() throws IOException {
        String kickAll = "/active-session/kick-all:\n    post:\n";

        assertChange(
                kickAll,
                kickAll + "      requestBody: {$ref: '#/components/requestBodies/kit_who'}\n",
                "breaking  request body: only upstream, required");
    }

    @Test
    void anOperationThatIsGoneBreaks() throws IOException {
        assertChange("/active-session/poll:", "/active-session/polls:", "breaking  operation: not upstream");
    }

    @Test
    void partsOfASchemaInAnAllOfAreReadAsOne() throws IOException {
        String changed = replace(
                upstream(),
                "    kit_participant:\n      type: object\n      required: [id, created_at, updated_at]\n"
                        + "      properties:\n        id: {type: string}\n",
                "    kit_named:\n      type: object\n      required: [id]\n      properties: {id: {type: string}}\n"
                        + "    kit_participant:\n      allOf: [{$ref: '#/components/schemas/kit_named'}]\n"
                        + "      required: [created_at, updated_at]\n      properties:\n");

        assertThat(report(changed)).hasSize(5);
        assertThat(breaking).isZero();
    }

    @Test
    void aKeptDifferenceThatIsNoneAnyMoreIsTold() throws IOException {
        String changed = replace(
                upstream(),
                "        ended_at: {type: string}\n",
                "        ended_at: {type: string}\n        meta: {type: object}\n");

        assertThat(report(changed))
                .contains(
                        "No longer a difference, to be taken out of openapi/differences.yaml:",
                        "  harmless  GET active-session response 200 $.data.meta: not upstream");
        assertThat(breaking).isZero();
    }

    @Test
    void aReferenceThatLeadsNowhereIsTold() throws IOException {
        String changed = replace(upstream(), "kit_id: {", "kit_other_id: {");

        assertThatThrownBy(() -> report(changed))
                .hasMessageEndingWith("the reference #/components/schemas/kit_id leads nowhere");
    }

    @Test
    void aFileThatIsNoOpenApiIsTold() {
        assertThatThrownBy(() -> report("hello: world")).hasMessageContaining("this is no OpenAPI document with paths");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> CompareWithUpstream.run(folder, folder.resolve("none.json"), System.out))
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none.json");
    }

    @Test
    void aWholeApiOfManyMegabytesIsRead() throws IOException {
        ObjectNode whole = (ObjectNode) Yaml.mapper().readTree(upstream());
        for (int i = 0; i < 6_000; i++) {
            String schema = "{\"type\": \"object\", \"description\": \"" + "what it is ".repeat(90)
                    + "\", \"properties\": {\"inner\": {\"$ref\": \"#/components/schemas/thing" + i / 2 + "\"}}}";
            String path = "{\"get\": {\"description\": \"" + "what it does ".repeat(60)
                    + "\", \"responses\": {\"200\": {\"description\": \"Done\", \"content\": {\"application/json\":"
                    + " {\"schema\": {\"$ref\": \"#/components/schemas/thing" + i + "\"}}}}}}}";
            ((ObjectNode) whole.at("/components/schemas"))
                    .set("thing" + i, Json.mapper().readTree(schema));
            ((ObjectNode) whole.at("/paths"))
                    .set("/accounts/{account}/things" + i, Json.mapper().readTree(path));
        }
        String json = whole.toString();

        assertThat(json.length()).isGreaterThan(12_000_000);
        assertThat(report(json)).hasSize(5);
        assertThat(breaking).isZero();
    }

    @Test
    void yamlOfManyMegabytesIsRead() throws IOException {
        assertThat(report("# a long remark about it all\n".repeat(150_000) + upstream()))
                .hasSize(5);
    }

    private void assertChange(String old, String replacement, String line) throws IOException {
        assertChange(old, replacement, "components:\n  parameters:", "components:\n  parameters:", line);
    }

    private void assertChange(String old, String replacement, String old2, String replacement2, String line)
            throws IOException {
        List<String> report = report(replace(replace(upstream(), old, replacement), old2, replacement2));

        assertThat(report)
                .filteredOn(told -> !told.contains("operation: only upstream"))
                .contains("  " + line);
        assertThat(breaking).isEqualTo(line.startsWith("breaking") ? 1 : 0);
    }

    private List<String> report(String upstream) throws IOException {
        Path file = Files.writeString(folder.resolve("upstream.txt"), upstream);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Files.writeString(folder.resolve("active-session.yaml"), ours());
        Files.writeString(folder.resolve("differences.yaml"), KEPT);
        breaking = CompareWithUpstream.run(folder, file, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
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
        return Files.readString(Path.of("src", "test", "resources", "spec", "upstream.yaml"));
    }

    private static String replace(String text, String old, String replacement) {
        assertThat(text.split(Pattern.quote(old), -1).length).as(old).isEqualTo(2);
        return text.replace(old, replacement);
    }
}
