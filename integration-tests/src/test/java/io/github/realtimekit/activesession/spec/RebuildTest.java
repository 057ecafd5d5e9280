package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.spec.ProjectCopy.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes in a copy of this project, and what the ordinary build there makes of them. */
@Tag("slow")
class RebuildTest {
    private static final String DOCUMENT = "openapi/active-session.yaml";
    private static final String SOURCES = "generated-client/target/generated-sources/openapi/src/main/java/";
    private static final String CLASSES = "generated-client/target/classes/";
    private static final String MODEL = "io/github/realtimekit/activesession/generated/model/";

    @TempDir
    private Path folder;

    @Test
    void aNewFieldFailsTheBuildWithOneMessageThatNamesIt() throws Exception {
        ProjectCopy project = ProjectCopy.in(folder);
        project.replace(
                DOCUMENT,
                "        meta:\n          type: object\n",
                "        field_of_a_test:\n          type: string\n        meta:\n          type: object\n");

        Build build = project.maven(
                "test", "-pl", "integration-tests", "-am", "-Dtest=NoOther", "-Dsurefire.failIfNoSpecifiedTests=false");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.log())
                .contains("ActiveSession.field_of_a_test is new in the spec: add Optional<String> fieldOfATest() to"
                        + " ActiveSession and to its equals")
                .contains("Tests run: 1, Failures: 1")
                .doesNotContain("COMPILATION ERROR");
        assertThat(project.file(SOURCES + MODEL + "ActiveSessionJson.java"))
                .content()
                .contains("getFieldOfATest()");
    }

    @Test
    void aGeneratedTypeInAPublicSignatureFailsTheBuild() throws Exception {
        ProjectCopy project = ProjectCopy.in(folder);
        project.replace(
                "facade/src/main/java/io/github/realtimekit/activesession/ActiveSession.java",
                "    private List<@Nullable Object> values() {",
                "    /** {@return it all} */\n    public ActiveSessionJson json() {\n        return json;\n    }\n\n"
                        + "    private List<@Nullable Object> values() {");

        Build build = project.maven("compile", "-pl", "facade", "-am");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.log())
                .contains("model.ActiveSessionJson in module io.github.realtimekit.activesession.generated"
                        + " is not indirectly exported");
    }

    @Test
    void theBuildGeneratesWhatTheDocumentSaysAndOnlyWhenItHasTo() throws Exception {
        ProjectCopy project = ProjectCopy.in(folder);
        built(project);
        Map<String, FileTime> firstTimes = each(project, RebuildTest::time);
        Map<String, String> firstContents = each(project, RebuildTest::content);
        assertThat(firstContents)
                .containsKeys(SOURCES + MODEL + "PollVoteJson.java", CLASSES + MODEL + "PollVoteJson.class");

        built(project);
        assertThat(each(project, RebuildTest::time)).as("built again").isEqualTo(firstTimes);

        project.replace(DOCUMENT, "PollVote", "PollBallot");
        built(project);
        assertThat(each(project, RebuildTest::content))
                .as("with a renamed schema")
                .containsKeys(SOURCES + MODEL + "PollBallotJson.java", CLASSES + MODEL + "PollBallotJson.class")
                .doesNotContainKeys(SOURCES + MODEL + "PollVoteJson.java", CLASSES + MODEL + "PollVoteJson.class");

        project.replace(DOCUMENT, "PollBallot", "PollVote");
        built(project);
        assertThat(each(project, RebuildTest::content))
                .as("with the old name again")
                .isEqualTo(firstContents);

        project.replace("generated-client/pom.xml", "<modelNameSuffix>Json<", "<modelNameSuffix>Wire<");
        built(project);
        assertThat(each(project, RebuildTest::content))
                .as("with another setting of the generator")
                .containsKey(CLASSES + MODEL + "PollVoteWire.class")
                .doesNotContainKey(CLASSES + MODEL + "PollVoteJson.class");
    }

    private static void built(ProjectCopy project) throws Exception {
        Build build = project.maven("compile", "-pl", "generated-client", "-am");
        assertThat(build.exitCode()).as(build.log()).isZero();
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private static String content(Path file) throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(file));
    }

    private interface Fact<T> {
        T of(Path file) throws IOException;
    }

    /** Something about every generated source and every class. */
    private static <T> Map<String, T> each(ProjectCopy project, Fact<T> fact) throws IOException {
        Map<String, T> facts = new TreeMap<>();
        for (String folder : new String[] {SOURCES, CLASSES}) {
            Path start = project.file(folder);
            try (Stream<Path> files = Files.walk(start)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    try {
                        String path = start.relativize(file).toString().replace('\\', '/');
                        facts.put(folder + path, fact.of(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        return facts;
    }
}
