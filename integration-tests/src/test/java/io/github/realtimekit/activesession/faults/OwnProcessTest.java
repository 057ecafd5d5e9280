package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can only be tested in a separate process: how a program ends, and names with several addresses. */
@Execution(ExecutionMode.CONCURRENT)
class OwnProcessTest {
    @TempDir
    private Path folder;

    /** On the library's own threads, or on daemon threads of the program. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callAsTheLastStatementIsSentAndThenTheProgramEnds(boolean onDaemons) throws Exception {
        try (var service = http1(answer(429, "", "Retry-After: 1"))) {
            List<String> printed = run(LastStatement.class, List.of("-Ddaemons=" + onDaemons), service.url());
            long ended = System.currentTimeMillis();
            assertThat(service.requests()).hasSize(2);
            assertThat(printed).hasSize(1);
            assertThat(ended - Long.parseLong(printed.get(0)))
                    .as("milliseconds from the call's end to that of the program")
                    .isLessThan(40_000); // anything that kept it running would last a minute
        }
    }

    /** The program closes nothing, and starts a task in the common pool that never ends. */
    static final class LastStatement {
        private LastStatement() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 10 * Runtime.getRuntime().availableProcessors(); i++) {
                ForkJoinPool.commonPool().execute(LockSupport::park);
            }
            ActiveSessionClient.Builder builder = Call.client(arguments[0]);
            if (Boolean.getBoolean("daemons")) {
                builder.executor(task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                });
            }
            ActiveSessionClient client = builder.build();
            client.async().kickAll(Call.MEETING).thenRun(() -> System.out.println(System.currentTimeMillis()));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deadAddressLeavesTimeForTheNextOne() throws Exception {
        try (var service = http1();
                var dead = new DeadAddress(service.port())) {
            Path hosts = folder.resolve("hosts");
            Files.writeString(hosts, dead.ip() + " two.example\n127.0.0.1 two.example\n");
            List<String> printed = run(
                    AllCalls.class,
                    List.of("-Djdk.net.hosts.file=" + hosts),
                    "http://two.example:" + service.port() + "/client/v4");
            assertThat(printed).hasSize((int) Call.all().count()).allMatch("1 attempt"::equals);
        }
    }

    /** Makes every call at once, each with its own client, which does not know the address yet. */
    static final class AllCalls {
        private AllCalls() {}

        public static void main(String[] arguments) throws InterruptedException {
            List<Thread> threads = Call.all()
                    .map(call -> new Thread(() -> {
                        try (var client = Call.client(arguments[0])
                                .allowPlainHttp()
                                .timeout(PATIENCE)
                                .attemptTimeout(PATIENCE)
                                .maxRetries(0)
                                .build()) {
                            call.on(client);
                            System.out.println("1 attempt");
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Runs a program, which must end in time and succeed, and returns what it printed. */
    private List<String> run(Class<?> main, List<String> options, String argument)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            boolean ended = process.waitFor(150, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(printed, StandardCharsets.UTF_8);
            assertThat(ended).as("it ended by itself; it printed %s", lines).isTrue();
            assertThat(process.exitValue()).as("it printed %s", lines).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
