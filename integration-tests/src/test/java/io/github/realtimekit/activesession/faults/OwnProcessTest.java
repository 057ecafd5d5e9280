package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.HostileAnswersTest.LARGEST;
import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only shows in a process of its own: how it ends, what it loads, how much memory is enough. */
@Execution(ExecutionMode.CONCURRENT)
class OwnProcessTest {
    @Test
    void filledCommonPoolDelaysNoRetryAndNoDeadline() throws Exception {
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"))) {
            assertThat(Child.run(
                            FillsTheCommonPool.class,
                            List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"),
                            server.url()))
                    .containsExactly("retried", "ended by its timeout");
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** One call that has to wait for its retry, and one whose supplier never returns a token. */
    static final class FillsTheCommonPool {
        private FillsTheCommonPool() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                ForkJoinPool.commonPool().execute(() -> await(never));
            }
            var client = Call.client(arguments[0]).build();
            client.async().get(Call.MEETING).get(20, TimeUnit.SECONDS);
            System.out.println("retried");
            var late = client.newBuilder()
                    .apiToken(() -> await(never))
                    .timeout(Duration.ofSeconds(1))
                    .build()
                    .async()
                    .get(Call.MEETING);
            try {
                late.orTimeout(20, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                System.out.println(e.getCause() instanceof TransportException ? "ended by its timeout" : e);
            }
            System.exit(0);
        }

        private static String await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }
    }

    @Test
    void programThatForgetsToCloseEndsByItself() throws Exception {
        try (var server = new FaultServer().always(silence())) {
            for (Operation operation : Operation.values()) {
                server.then(answer(operation.success(), operation.filled()));
            }
            server.then(answer(429, "", "Retry-After: 50"));
            List<String> printed = Child.run(ForgetsToClose.class, List.of(), server.url());
            long ended = System.currentTimeMillis();

            assertThat(printed).hasSize(2).startsWith(Operation.values().length + " answers");
            assertThat(ended - Long.parseLong(printed.get(1)))
                    .as("milliseconds from the end of main to that of the program")
                    .isLessThan(10_000);
        }
    }

    /** Every operation, then one call that waits for its retry and one on the wire. */
    static final class ForgetsToClose {
        private ForgetsToClose() {}

        public static void main(String[] arguments) {
            ActiveSessionClient client = Call.client(arguments[0]).build();
            int answers = 0;
            for (Operation operation : Operation.values()) {
                operation.start(client).join();
                answers++;
            }
            client.async().get(Call.MEETING);
            client.async().get(Call.MEETING);
            System.out.println(answers + " answers");
            System.out.println(System.currentTimeMillis());
        }
    }

    static Stream<Arguments> answersNeedBoundedMemory() {
        return Stream.of(
                Arguments.of("-Xmx96m", Operation.values().length, HostileAnswersTest.TOO_MUCH),
                // Within the limit of 16 MiB, as objects they would take many times that.
                Arguments.of(
                        "-Xmx256m",
                        1,
                        List.of(
                                answer(400, many("{\"errors\":[", "0", "]}")),
                                answer(400, many("[", "{}", "]")),
                                answer(200, many("{\"success\":true,\"data\":{\"meta\":{\"a\":[", "0", "]}}}")),
                                answer(200, many("{\"success\":true,\"data\":{\"breakout_rooms\":[", "{}", "]}}")),
                                answer(200, many("{\"success\":false,\"x\":[", "[]", "]}")))));
    }

    @ParameterizedTest
    @MethodSource
    void answersNeedBoundedMemory(String memory, int operations, List<Reaction> answers) throws Exception {
        int all = operations * answers.size();
        try (var server = new FaultServer()) {
            for (int i = 0; i < all; i++) {
                server.then(answers.get(i % answers.size()));
            }
            assertThat(Child.run(CountsExceptions.class, List.of(memory), server.url(), "" + operations, "" + all))
                    .containsExactly(all + " exceptions");
            assertThat(server.served()).isEqualTo(all);
        }
    }

    private static String many(String head, String value, String tail) {
        return head + (value + ",").repeat((LARGEST - 1_000) / (value.length() + 1)) + value + tail;
    }

    /** The first operations in turn, so many calls in all, and how many fail with an exception of ours. */
    static final class CountsExceptions {
        private CountsExceptions() {}

        public static void main(String[] arguments) {
            int operations = Integer.parseInt(arguments[1]);
            int all = Integer.parseInt(arguments[2]);
            int exceptions = 0;
            try (var client = Call.client(arguments[0]).maxRetries(0).build()) {
                for (int i = 0; i < all; i++) {
                    try {
                        Call.inTurn().toList().get(i / (all / operations)).on(client);
                    } catch (RealtimeKitException e) {
                        exceptions++;
                    }
                }
            }
            System.out.println(exceptions + " exceptions");
        }
    }
}
