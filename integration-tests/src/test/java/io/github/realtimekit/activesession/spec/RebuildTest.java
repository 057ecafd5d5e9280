package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a build of a changed copy of this project shows. */
@Tag("slow")
class RebuildTest {
    private static final Path MODEL =
            Path.of("generated-client/target/classes/io/github/realtimekit/activesession/generated/model");
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
    void changeOfTheDocumentStopsTheBuildBeforeOtherTests() throws Exception {
        replace("openapi/active-session.yaml", "enum: [LIVE, ENDED]", "enum: [LIVE, ENDED, ON_HOLD]");

        assertThat(build("verify", false, "-Dtest=None", "-Dsurefire.failIfNoSpecifiedTests=false"))
                .contains("SessionStatus.ON_HOLD is missing: add it, and its case in of")
                .doesNotContain("(default-test) @ realtimekit-active-session-integration-tests");
    }

    @Test
    void changedDocumentLeavesNoOldClassBehind() throws Exception {
        build("compile", true, "-pl", "generated-client", "-am");
        assertThat(folder.resolve(MODEL)).isDirectoryContaining("glob:**/PollVoteJson.class");

        replace("openapi/active-session.yaml", "PollVote", "PollBallot");
        build("compile", true, "-pl", "generated-client", "-am");
        assertThat(folder.resolve(MODEL))
                .isDirectoryContaining("glob:**/PollBallotJson.class")
                .isDirectoryNotContaining("glob:**/PollVoteJson.class");

        replace("generated-client/pom.xml", "<modelNameSuffix>Json<", "<modelNameSuffix>Wire<");
        build("compile", true, "-pl", "generated-client", "-am");
        assertThat(folder.resolve(MODEL))
                .isDirectoryContaining("glob:**/PollBallotWire.class")
                .isDirectoryNotContaining("glob:**/PollBallotJson.class");
    }

    private void replace(String path, String old, String replacement) throws IOException {
        String text = Files.readString(folder.resolve(path));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(path), text.replace(old, replacement));
    }

    /** Runs Maven there, with what is in the local repository, and gives what it printed. */
    private String build(String phase, boolean passes, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(options));
        command.add(0, Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of(phase, "-o", "-B", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local")));
        Path log = folder.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor() == 0).as(Files.readString(log)).isEqualTo(passes);
        return Files.readString(log);
    }
}
