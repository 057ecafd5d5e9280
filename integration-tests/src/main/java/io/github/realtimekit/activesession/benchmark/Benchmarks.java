package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Measurements.BYTES;
import static io.github.realtimekit.activesession.benchmark.Measurements.P50;
import static io.github.realtimekit.activesession.benchmark.Measurements.P99;
import static io.github.realtimekit.activesession.benchmark.Measurements.SCORE;

import com.google.gson.Gson;
import io.github.realtimekit.activesession.ActiveSessionClient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The whole measurement by one command: {@code mvn -q package -Pbenchmark}. Every round starts a fresh JVM for each row, so
 * that what is compared is measured side by side; ten rounds, or what {@code -Dbenchmark.rounds} says. With
 * {@code -Dbenchmark.quick} it is two short rounds, for trying. {@code -Dbenchmark.only} takes a pattern of names.
 */
public final class Benchmarks {
    private static final String GC_BYTES = "gc.alloc.rate.norm";

    private final Measurements measured = new Measurements();
    private final boolean quick = set("benchmark.quick");
    private final int rounds = Integer.parseInt(setting("benchmark.rounds", quick ? "2" : "10"));
    private final String only = setting("benchmark.only", ".*");
    private final int port;
    private final Map<Class<?>, String> firstAnswers;

    private Benchmarks(int port, String runtimeClassPath) {
        this.port = port;
        this.firstAnswers = Map.of(
                FirstAnswer.class,
                classPath(place(FirstAnswer.class), place(ActiveSessionClient.class), runtimeClassPath),
                FirstAnswerByHand.class,
                classPath(
                        place(FirstAnswerByHand.class),
                        place(OkHttpClient.class),
                        place(Buffer.class),
                        place(Unit.class),
                        place(Gson.class)));
    }

    /** The argument is the file with the runtime class path of the library. */
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        String runtimeClassPath =
                Files.readString(Path.of(args[0]), StandardCharsets.UTF_8).strip();
        try (Programs.Server server = Programs.Server.start()) {
            Benchmarks run = new Benchmarks(server.port(), runtimeClassPath);
            run.measure();
            System.out.println(new Table(run.measured, run.rounds).text());
        }
    }

    private static String classPath(String... places) {
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static String setting(String name, String otherwise) {
        String value = System.getProperty(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static boolean set(String name) {
        String value = System.getProperty(name);
        return value != null && !value.equals("false");
    }

    private void measure() throws IOException, InterruptedException, RunnerException {
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            jmh(GetBenchmark.class, quick ? 1 : 4, quick ? 1 : 3);
            jmh(KickBenchmark.class, quick ? 1 : 2, quick ? 1 : 2);
            jmh(ErrorBenchmark.class, quick ? 1 : 3, quick ? 1 : 2);
            jmh(ThreadsBenchmark.class, quick ? 1 : 5, quick ? 1 : 8);
            jmh(BurstBenchmark.class, quick ? 3 : 40, quick ? 2 : 10);
            jmh(SecondClientBenchmark.class, 1, 1);
            if (round <= 3 && InFlight.class.getSimpleName().matches(only)) {
                inFlight();
            }
            if (FirstAnswer.class.getSimpleName().matches(only)) {
                startUp(2 * round - 1);
                startUp(2 * round);
            }
        }
    }

    private void jmh(Class<?> benchmark, int warmUps, int measurements) throws RunnerException {
        if (!benchmark.getSimpleName().matches(only)) {
            return;
        }
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .forks(1)
                .warmupIterations(warmUps)
                .measurementIterations(measurements)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .timeout(TimeValue.minutes(2))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g", Target.option(port))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            String row = result.getParams().getBenchmark();
            row = row.substring(row.lastIndexOf('.') + 1);
            String participants = result.getParams().getParam("participants");
            row += participants == null ? "" : "-" + participants;
            Result<?> primary = result.getPrimaryResult();
            if (result.getParams().getMode() == Mode.SampleTime) {
                measured.of(benchmark, row, P50).add(primary.getStatistics().getPercentile(50));
                measured.of(benchmark, row, P99).add(primary.getStatistics().getPercentile(99));
            } else {
                measured.of(benchmark, row, SCORE).add(primary.getScore());
            }
            measured.of(benchmark, row, BYTES)
                    .add(result.getSecondaryResults().get(GC_BYTES).getScore());
        }
    }

    private void inFlight() throws IOException, InterruptedException {
        for (String who : List.of("facade", "okHttp")) {
            List<String> lines = Programs.lines(Programs.java(
                    System.getProperty("java.class.path"),
                    List.of("-Xmx1g", Target.option(port)),
                    InFlight.class.getName(),
                    who));
            measured.of(InFlight.class, who, BYTES).add(Double.parseDouble(lines.get(0)));
        }
    }

    /** One cold start of each, turn and turn about. */
    private void startUp(int turn) throws IOException, InterruptedException {
        List<Class<?>> programs = turn % 2 == 0
                ? List.of(FirstAnswer.class, FirstAnswerByHand.class)
                : List.of(FirstAnswerByHand.class, FirstAnswer.class);
        for (Class<?> program : programs) {
            String classPath = firstAnswers.get(program);
            ProcessBuilder cold = Programs.java(classPath, List.of(Target.option(port)), program.getName());
            long start = System.nanoTime();
            Process process = cold.start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                if (out.readLine() == null) {
                    throw new IOException(program + " said nothing");
                }
                measured.of(program, "start", SCORE)
                        .add((System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
            }
            process.waitFor();
            if (turn == 1) {
                long classes = Programs.lines(Programs.java(
                                classPath,
                                List.of(Target.option(port), "-Xlog:class+load:stdout:none"),
                                program.getName()))
                        .stream()
                        .filter(line -> line.contains(" source: "))
                        .count();
                measured.of(program, "classes", SCORE).add(classes);
            }
        }
    }
}
