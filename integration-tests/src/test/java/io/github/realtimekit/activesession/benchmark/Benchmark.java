package io.github.realtimekit.activesession.benchmark;

import com.google.gson.Gson;
import io.github.realtimekit.activesession.faults.Tls;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How fast the library is, compared with OkHttp and Gson by hand: prints a table and draws a picture of it. */
public final class Benchmark {
    private static final int PROCESSES = 5;

    private Benchmark() {}

    /** The arguments are how many minutes it may take, and the file for the picture. */
    public static void main(String[] args) throws Exception {
        new Tls(); // makes this process trust the certificate
        String seconds = String.valueOf(Double.parseDouble(args[0]) * 60 / PROCESSES);
        String port = java(BenchmarkServer.class).inputReader().readLine();

        List<Figures[]> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = java(MeasuredProcess.class, seconds, port);
            processes.add(new Gson().fromJson(process.inputReader(), Figures[].class));
        }

        String table = table(processes);
        System.out.print(table);
        Files.writeString(Path.of(args[1]), Picture.of(table));
        System.exit(0); // ends the server too
    }

    private static String table(List<Figures[]> processes) {
        return IntStream.range(0, Rows.ALL.size())
                .mapToObj(row -> new Result(
                        Rows.ALL.get(row),
                        processes.stream().map(process -> process[row]).toList()))
                .map(result -> result.line() + "\n")
                .collect(Collectors.joining("", Result.HEADER, ""));
    }

    /** A program with the class path and options of this one. Its error stream is shown. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Djavax.net.ssl.trustStore=" + System.getProperty("javax.net.ssl.trustStore"));
        command.add("-Djavax.net.ssl.trustStorePassword=" + System.getProperty("javax.net.ssl.trustStorePassword"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }
}
