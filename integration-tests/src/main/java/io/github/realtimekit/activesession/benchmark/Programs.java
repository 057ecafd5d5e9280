package io.github.realtimekit.activesession.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The other JVMs of a benchmark run. */
final class Programs {
    private Programs() {}

    /** A server that runs; closing it ends it. */
    record Server(Process process, int port) implements AutoCloseable {
        static Server start() throws IOException {
            Process process = java(System.getProperty("java.class.path"), List.of(), AnswerServer.class.getName())
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            return new Server(process, Integer.parseInt(out.readLine()));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** A Java program; what it writes to the error stream is seen. */
    static ProcessBuilder java(String classPath, List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Runs a program to its end and returns the lines that it printed. */
    static List<String> lines(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.start();
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", program.command()) + " failed: " + lines);
        }
        return lines;
    }

    /** Ends this process when the one that started it is gone. */
    static void endWithParent() {
        Thread watch = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                while (in.readLine() != null) {
                    // nothing is said to it
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
