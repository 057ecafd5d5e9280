package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Asynchronous calls do without the common pool, which a program may have filled with what blocks. */
class BusyCommonPoolTest {
    @Test
    void repeatsAndDeadlinesHold() throws Exception {
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"))) {
            assertThat(Child.run(
                            BlocksTheCommonPool.class,
                            List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"),
                            server.url()))
                    .containsExactly("repeated", "no answer within 1 s");
            assertThat(server.requests()).hasSize(2);
        }
    }

    /** One call that has to wait for its repeat, and one whose supplier never gives a token. */
    static final class BlocksTheCommonPool {
        private BlocksTheCommonPool() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                ForkJoinPool.commonPool().execute(() -> await(never));
            }
            var client = Way.client(arguments[0]).build();
            client.async().get(Way.MEETING).get(20, TimeUnit.SECONDS);
            System.out.println("repeated");
            var late = client.newBuilder()
                    .apiToken(() -> await(never))
                    .timeout(Duration.ofSeconds(1))
                    .build()
                    .async()
                    .get(Way.MEETING);
            try {
                late.orTimeout(20, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof TransportException cause) {
                    System.out.println(
                            cause.getMessage().contains("no answer within 1 s") ? "no answer within 1 s" : cause);
                }
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
}
