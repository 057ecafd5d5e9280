package io.github.realtimekit.activesession.benchmark;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How fast the library is, compared with OkHttp and Gson by hand: prints a table and draws a picture of it. */
public final class Benchmark {
    private static final int PROCESSES = 5;
    /** The part of the time for fresh processes. */
    private static final double FRESH = 0.12;

    private Benchmark() {}

    /** The arguments: how many minutes it may take, and the file for the picture. */
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]) * 60 / PROCESSES;
        List<Result> results = new ArrayList<>();
        Row.ROWS.forEach(row -> results.add(new Result(row.name(), row.limit(), row.unit(), new ArrayList<>())));
        Result fresh = new Result("fresh process, `get`, HTTP/2", 1.10, "µs", new ArrayList<>());
        BufferedReader urls = java(BenchmarkServer.class).inputReader(StandardCharsets.UTF_8);
        String plain = urls.readLine();
        String tls = urls.readLine();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = java(Row.class, String.valueOf(seconds * (1 - FRESH)), plain, tls);
            double[][] figures = new Gson().fromJson(process.inputReader(StandardCharsets.UTF_8), double[][].class);
            for (int row = 0; row < figures.length; row++) {
                results.get(row).processes().add(figures[row]);
            }
            fresh.processes().add(firstCalls(seconds * FRESH, tls));
        }
        results.add(fresh);
        System.out.println("| row | limit | ratio | lowest to highest | | library | by hand | floor |");
        System.out.println("|---|--:|--:|---|---|--:|--:|--:|");
        results.forEach(System.out::println);
        Chart.write(results, Path.of(args[1]));
        System.exit(0); // and the server with it
    }

    /** Processes that make one call, from their start to their answer. */
    private static double[] firstCalls(double seconds, String baseUrl) throws Exception {
        List<double[]> figures = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            figures.add(Result.compare(figures.size() % 2 == 0, way -> {
                long begin = System.nanoTime();
                Process process = java(Client.class, way.name(), baseUrl);
                Integer.parseInt(process.inputReader(StandardCharsets.UTF_8).readLine());
                long taken = System.nanoTime() - begin;
                process.waitFor(); // or its end would be measured with the next one
                return taken;
            }));
        } while (System.nanoTime() < end);
        return Result.medians(figures);
    }

    /** A program with the same class path that trusts whom this one does; what it writes to the error stream is seen. */
    private static Process java(Class<?> main, String... arguments) throws IOException {
        // The serial collector has no threads that run beside those that are measured.
        List<String> command = new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"));
        for (String name : List.of("java.class.path", "javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword")) {
            command.add("-D" + name + "=" + System.getProperty(name));
        }
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }
}
