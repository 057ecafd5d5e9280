package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.example.FirstCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the two programs of the README, each in its own process. */
class ProgramsTest extends WithStubs {
    private record Ended(int status, String printed) {}

    private static Ended run(Class<?> program, List<String> options, String argument) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), argument));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLOUDFLARE_API_TOKEN", "t");
        builder.environment().put("CLOUDFLARE_ACCOUNT_ID", "a");
        builder.environment().put("REALTIMEKIT_APP_ID", "b");
        builder.environment().put("CLOUDFLARE_BASE_URL", STUBS.baseUrl());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    @Test
    void firstProgramPrintsTheSession() throws Exception {
        assertThat(run(FirstProgram.class, List.of(), "weekly"))
                .isEqualTo(
                        new Ended(0, "2 participants, started at 2022-01-12T14:21:34.388Z" + System.lineSeparator()));
    }

    @Test
    void firstCallPrintsWhatTheReadmeShows() throws Exception {
        Ended ended = run(FirstCall.class, List.of(), "../facade/src/stubs");

        assertThat(ended.status).isZero();
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(ended.printed.replaceFirst("localhost:\\d+", "localhost:41889"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -Dmeeting=weekly -Dchange=kick:p-1    | 0 | 2 | kick         1 participant, p-1
            -Dmeeting=error-401                   | 1 | 1 | failed: get the active session of meeting 'error-401'
            -Dmeeting=weekly -Dchange=kik-all     | 1 | 0 | failed: there is no change 'kik-all'
            -Dchange=kick-all                     | 1 | 0 | failed: a change needs -Dmeeting
            """)
    void firstCallThatFailsListsWhatThereIs(String options, int status, int requests, String line) throws Exception {
        Ended ended = run(FirstCall.class, List.of(options.split(" ")), "../facade/src/stubs");

        assertThat(ended.printed).contains(line);
        assertThat(ended.status).isEqualTo(status);
        assertThat(ended.printed.contains("-Dchange=kick:PARTICIPANT_ID")).isEqualTo(status == 1);
        assertThat(STUBS.getAllServeEvents()).hasSize(requests);
    }
}
