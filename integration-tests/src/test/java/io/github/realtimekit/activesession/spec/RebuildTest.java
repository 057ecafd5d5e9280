package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
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

    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea");

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheProject() throws IOException {
        Path original = Path.of("..").toRealPath();
        try (Stream<Path> files = Files.find(original, 99, (file, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.map(original::relativize).toList()) {
                if (StreamSupport.stream(file.spliterator(), false)
                        .noneMatch(part -> LEFT_OUT.contains(part.toString()))) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.copy(original.resolve(file), folder.resolve(file));
                }
            }
        }
    }

    @Test
    void newFieldAndItsEnumFailTheBuildWithTheCure() throws Exception {
        replace(
                DOCUMENT,
                "        meta:\n          type: object\n",
                "        kind_of_a_test:\n          $ref: '#/components/schemas/KindOfATest'\n"
                        + "        meta:\n          type: object\n");
        replace(
                DOCUMENT,
                "    SessionStatus:\n",
                "    KindOfATest:\n      type: string\n      enum: [first, half-way]\n    SessionStatus:\n");

        Build build = maven("process-test-classes");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.log())
                .contains("the enum KindOfATest is new: add <schemaMapping>KindOfATest=Object</schemaMapping>")
                .contains("ActiveSession.kind_of_a_test is new in the spec: add Optional<KindOfATest> kindOfATest() to"
                        + " ActiveSession and to its equals")
                .contains("Tests run: 1, Failures: 1")
                .doesNotContain("COMPILATION ERROR");
        assertThat(folder.resolve(SOURCES + MODEL + "ActiveSessionJson.java"))
                .content()
                .contains("getKindOfATest()");
    }

    @Test
    void generatedTypeInPublicSignatureFailsTheBuild() throws Exception {
        replace(
                "facade/src/main/java/io/github/realtimekit/activesession/ActiveSession.java",
                "    @Override\n    List<@Nullable Object> values() {",
                "    /** {@return it all} */\n    public ActiveSessionJson json() {\n        return json;\n    }\n\n"
                        + "    @Override\n    List<@Nullable Object> values() {");

        Build build = maven("compile", "-pl", "facade", "-am");

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.log())
                .contains("model.ActiveSessionJson in module io.github.realtimekit.activesession.generated"
                        + " is not indirectly exported");
    }

    @Test
    void buildGeneratesOnlyWhenItHasTo() throws Exception {
        built();
        Map<String, FileTime> firstTimes = each(Files::getLastModifiedTime);
        Map<String, ByteBuffer> firstContents = each(RebuildTest::content);
        assertThat(firstContents)
                .containsKeys(SOURCES + MODEL + "PollVoteJson.java", CLASSES + MODEL + "PollVoteJson.class");

        built();
        assertThat(each(Files::getLastModifiedTime)).as("built again").isEqualTo(firstTimes);

        replace(DOCUMENT, "PollVote", "PollBallot");
        built();
        assertThat(each(RebuildTest::content))
                .as("with a renamed schema")
                .containsKeys(SOURCES + MODEL + "PollBallotJson.java", CLASSES + MODEL + "PollBallotJson.class")
                .doesNotContainKeys(SOURCES + MODEL + "PollVoteJson.java", CLASSES + MODEL + "PollVoteJson.class");

        replace(DOCUMENT, "PollBallot", "PollVote");
        built();
        assertThat(each(RebuildTest::content)).as("with the old name again").isEqualTo(firstContents);

        replace("generated-client/pom.xml", "<modelNameSuffix>Json<", "<modelNameSuffix>Wire<");
        built();
        assertThat(each(RebuildTest::content))
                .as("with another setting of the generator")
                .containsKey(CLASSES + MODEL + "PollVoteWire.class")
                .doesNotContainKey(CLASSES + MODEL + "PollVoteJson.class");
    }

    private void replace(String path, String old, String replacement) throws IOException {
        String text = Files.readString(folder.resolve(path));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(path), text.replace(old, replacement));
    }

    /** What a build of the copy printed, and how it ended. */
    private record Build(int exitCode, String log) {}

    /** Runs Maven there, with what is in the local repository. */
    private Build maven(String... arguments) throws IOException, InterruptedException {
        String maven = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("maven.home"), "bin", maven).toString());
        command.addAll(List.of("-o", "-B", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local")));
        Path log = folder.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Build(process.waitFor(), Files.readString(log));
        } finally {
            process.destroy();
        }
    }

    private void built() throws Exception {
        Build build = maven("compile", "-pl", "generated-client", "-am");
        assertThat(build.exitCode()).as(build.log()).isZero();
    }

    private static ByteBuffer content(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file));
    }

    private interface Fact<T> {
        T of(Path file) throws IOException;
    }

    /** Something about every generated source and every class. */
    private <T> Map<String, T> each(Fact<T> fact) throws IOException {
        Map<String, T> facts = new TreeMap<>();
        for (String root : List.of(SOURCES, CLASSES)) {
            try (Stream<Path> files = Files.walk(folder.resolve(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    facts.put(root + folder.resolve(root).relativize(file), fact.of(file));
                }
            }
        }
        return facts;
    }
}
