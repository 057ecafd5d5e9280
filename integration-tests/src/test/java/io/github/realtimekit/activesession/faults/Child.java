package io.github.realtimekit.activesession.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, with the class path of the tests. */
final class Child {
    private Child() {}

    /** Runs it to its end, which has to come in time and be a good one. What it printed. */
    static List<String> run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile("child", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            boolean ended = process.waitFor(40, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(printed, StandardCharsets.UTF_8);
            assertThat(ended).as("it ended by itself; it printed %s", lines).isTrue();
            assertThat(process.exitValue()).as("it printed %s", lines).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
            Files.delete(printed);
        }
    }
}
