package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the build says after a change of the document, for each kind of change. */
class SpecChangesTest {
    private static final Path OPENAPI = Path.of("..", "openapi");
    private static final String DECLARE = ", or declare the difference in openapi/differences.yaml";

    @Test
    void aNewResponseFieldIsNamedWithTheAccessorItNeeds() throws IOException {
        assertThat(problemsAfter(
                        "        meta:\n          type",
                        "        field_of_a_test:\n          type: string\n        meta:\n          type"))
                .containsExactly(
                        "ActiveSession.field_of_a_test is new in the spec: add Optional<String> fieldOfATest() to"
                                + " ActiveSession and to its equals" + DECLARE);
    }

    @Test
    void aNewFieldDeepInAListIsNamedWithTheNestedClass() throws IOException {
        assertThat(
                        problemsAfter(
                                "      required: [id, name]\n      properties:\n",
                                "      required: [id, name, voted_at]\n      properties:\n        voted_at:\n          type: string\n"))
                .containsExactly("PollVote.voted_at is new in the spec: add Instant votedAt() to Poll.Vote and to its"
                        + " equals" + DECLARE);
    }

    @Test
    void aNewFieldBesideTheDataIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "        data:\n          $ref: '#/components/schemas/KickResult'\n",
                        "        data:\n          $ref: '#/components/schemas/KickResult'\n        paging:\n"
                                + "          type: object\n"))
                .singleElement()
                .asString()
                .startsWith("KickResponse.paging is new in the spec, beside success and data");
    }

    @Test
    void aNewFieldOfAnErrorIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "        documentation_url:\n          type: string\n",
                        "        hint:\n          type: string\n        documentation_url:\n          type: string\n"))
                .containsExactly("GatewayError.hint is new in the spec: add Optional<String> hint() to ApiError and to"
                        + " its equals" + DECLARE);
    }

    @Test
    void aNewEnumValueIsNamedWithItsEnum() throws IOException {
        assertThat(problemsAfter("enum: [LIVE, ENDED]", "enum: [LIVE, ENDED, ON_HOLD]"))
                .containsExactly(
                        "the value ON_HOLD of SessionStatus is new in the spec: add SessionStatus.ON_HOLD and its"
                                + " case in SessionStatus.of (until then it is read as UNKNOWN)");
    }

    @Test
    void anEnumValueThatTheFacadeLacksIsUnknownAtRunTimeWithItsTextKept() {
        ActiveSession session = ActiveSession.fromJson("{\"status\": \"ON_HOLD\"}");

        assertThat(session.status()).isEqualTo(SessionStatus.UNKNOWN);
        assertThat(session.statusAsString()).isEqualTo("ON_HOLD");
    }

    @Test
    void anEnumValueThatIsGoneIsNamed() throws IOException {
        assertThat(problemsAfter("enum: [meeting, livestream, participant]", "enum: [meeting, livestream]"))
                .containsExactly("SessionType.PARTICIPANT has no value in the spec any more: deprecate or remove it");
    }

    @Test
    void aNewOptionalRequestFieldIsNamedWithTheMethodItNeeds() throws IOException {
        assertThat(problemsAfter(
                        "          description: What is asked.\n        options:\n          type: array\n"
                                + "          description: The answers to choose from.\n",
                        "          description: What is asked.\n        field_of_a_test:\n          type: integer\n"
                                + "        options:\n          type: array\n"))
                .containsExactly(
                        "NewPoll.field_of_a_test is new in the spec and cannot be sent: add NewPoll.withFieldOfATest(int), and"
                                + " put it into the body");
    }

    @Test
    void aRequestFieldThatTurnsRequiredIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "A poll to be started.\n      required: [question, options]",
                        "A poll to be started.\n      required: [question, options, anonymous]"))
                .containsExactly("NewPoll.anonymous is required in the spec, but can be left out: give NewPoll.of a"
                        + " parameter boolean anonymous in the place of withAnonymous");
    }

    @Test
    void aRequestFieldThatTurnsOptionalIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "A poll to be started.\n      required: [question, options]",
                        "A poll to be started.\n      required: [question]"))
                .containsExactly("NewPoll.options is optional in the spec, but NewPoll.of demands it: add"
                        + " NewPoll.withOptions(List<String>) in its place");
    }

    @Test
    void aRequestFieldOfAnotherTypeIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "          description: Ids that RealtimeKit gave to participants.\n          items:\n"
                                + "            type: string\n",
                        "          items:\n            type: number\n"))
                .containsExactly("Participants.participant_ids cannot be sent: Participants.withIds does not take"
                        + " List<Double>");
    }

    @Test
    void aNewParameterIsNamedWithItsMethods() throws IOException {
        assertThat(problemsAfter(
                        "      operationId: kickParticipants\n",
                        "      operationId: kickParticipants\n      parameters:\n        - name: dry_run\n"
                                + "          in: query\n          schema:\n            type: boolean\n"))
                .containsExactly("the parameter dry_run of kickParticipants is new in the spec and cannot be sent: give"
                        + " ActiveSessionClient.kick and AsyncActiveSessionClient.kick a parameter dryRun");
    }

    @Test
    void aNewOperationIsNamedWithTheMethodsItNeeds() throws IOException {
        assertThat(
                        problemsAfter(
                                "  /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll:\n",
                                "  /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/mute:\n"
                                        + "    post:\n      operationId: muteParticipants\n      responses:\n"
                                        + "        '200':\n          description: Muted.\n"
                                        + "  /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/poll:\n"))
                .containsExactly("the operation muteParticipants (POST active-session/mute) has no method: add"
                        + " ActiveSessionClient.muteParticipants(…) and AsyncActiveSessionClient.muteParticipants(…), or"
                        + " name its method under 'names' in openapi/differences.yaml");
    }

    @Test
    void anOperationThatIsGoneIsNamedWithItsMethod() throws IOException {
        String yaml = document();
        int start = yaml.indexOf(
                "  /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}/active-session/kick-all:");
        int end = yaml.indexOf("  /accounts/{account_id}/", start + 10);

        assertThat(problems(yaml.substring(0, start) + yaml.substring(end)))
                .containsExactly(
                        "ActiveSessionClient.kickAll has no operation in the spec any more: remove it, and its"
                                + " counterpart in AsyncActiveSessionClient",
                        "openapi/differences.yaml names 'kickAllParticipants', which the spec has not any more: remove it"
                                + " there");
    }

    @Test
    void aFieldThatIsGoneIsNamedWithItsAccessor() throws IOException {
        assertThat(problemsAfter(
                        "        picture:\n          type: string\n          description: The address of a picture of the"
                                + " participant.\n",
                        ""))
                .containsExactly(
                        "SessionParticipant.picture() has no field in the spec any more: remove it, or find the"
                                + " field's new name");
    }

    @Test
    void aRenamedFieldIsNamedWithBothNames() throws IOException {
        assertThat(problemsAfter("        picture:\n          type", "        avatar:\n          type"))
                .containsExactly(
                        "SessionParticipant.avatar is new in the spec: add Optional<String> avatar() to"
                                + " SessionParticipant and to its equals" + DECLARE,
                        "SessionParticipant.picture() has no field in the spec any more: remove it, or find the field's"
                                + " new name");
    }

    @Test
    void aChangedTypeIsNamedWithTheAccessorThatHasTheOldOne() throws IOException {
        assertThat(problemsAfter(
                        "        live_participants:\n          type: number",
                        "        live_participants:\n          type: string"))
                .containsExactly("ActiveSession.live_participants is String by the spec, but"
                        + " ActiveSession.liveParticipants() is int: change it" + DECLARE);
    }

    @Test
    void aFieldThatTurnsRequiredIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "      required: [id, created_at, updated_at]\n",
                        "      required: [id, created_at, updated_at, email]\n"))
                .containsExactly("SessionParticipant.email is required in the spec, but SessionParticipant.email() is"
                        + " Optional<String>: make it String" + DECLARE);
    }

    @Test
    void aFieldThatTurnsOptionalIsNamed() throws IOException {
        assertThat(problemsAfter("        - live_participants\n", ""))
                .containsExactly("ActiveSession.live_participants is optional in the spec, but"
                        + " ActiveSession.liveParticipants() is int: make it OptionalInt" + DECLARE);
    }

    @Test
    void aFieldThatBecomesNullableIsNamed() throws IOException {
        assertThat(problemsAfter(
                        "          description: The id of the session.\n",
                        "          description: The id of the session.\n          nullable: true\n"))
                .containsExactly("ActiveSession.id is optional in the spec, but ActiveSession.id() is String: make it"
                        + " Optional<String>" + DECLARE);
    }

    @Test
    void aDeclaredDifferenceThatIsNoneAnyMoreIsNamed() throws IOException {
        assertThat(problemsAfter("        - organization_id\n", ""))
                .containsExactly(
                        "openapi/differences.yaml declares 'ActiveSession.organization_id is optional', which is"
                                + " no difference any more: remove it there");
    }

    private static List<String> problemsAfter(String old, String replacement) throws IOException {
        String yaml = document();
        assertThat(yaml.split(Pattern.quote(old), -1).length).as(old).isEqualTo(2);
        return problems(yaml.replace(old, replacement));
    }

    private static List<String> problems(String yaml) throws IOException {
        return FacadeAudit.problems(
                SpecDocument.parse(yaml), DeclaredDifferences.read(OPENAPI.resolve("differences.yaml")));
    }

    private static String document() throws IOException {
        return Files.readString(OPENAPI.resolve("active-session.yaml"));
    }
}
