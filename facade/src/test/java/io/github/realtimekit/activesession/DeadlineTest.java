package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole call has one deadline, and only backoffs that fit into it happen. */
class DeadlineTest {
    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @EachOperation
    void backoffsDoubleUnlessTheServiceAsksForAnother(OperationCall call) {
        for (double jitter : new double[] {0, 1}) {
            MemoryNetwork network = new MemoryNetwork(
                    Step.answer(429, ""),
                    Step.refused(),
                    Step.answer(429, "", "Retry-After: 1.5"),
                    Step.answer(429, "", "Retry-After: 0"),
                    Step.answer(429, "", "Retry-After: Sat, 21 Nov 2026 10:00:30 GMT")
                            .after(seconds(7)),
                    Step.answer(429, "", "Retry-After: soon"),
                    call.success());
            network.clock().jitter(jitter);

            assertThat(call.result(network.client().maxRetries(6))).isEqualTo(call.value());
            // The clock starts at 10:00.
            assertThat(network.backoffs())
                    .extracting(backoff -> backoff.toMillis() / 1_000.0)
                    .containsExactly(
                            jitter == 0
                                    ? new Double[] {0.5, 1.0, 2.0, 0.0, 19.5, 8.0}
                                    : new Double[] {0.375, 0.75, 2.0, 0.0, 19.875, 6.0});
        }
    }

    @EachOperation
    void aBackoffThatDoesNotFitFailsTheCallImmediately(OperationCall call) {
        Step busy = Step.answer(429, "", "Retry-After: 9").after(seconds(1));
        MemoryNetwork network = new MemoryNetwork(busy);

        RateLimitException failure =
                call.failure(RateLimitException.class, network.client().timeout(seconds(10)));

        assertThat(failure.retryAfter()).contains(seconds(9));
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(network.backoffs()).isEmpty();
        assertThat(network.requests()).hasSize(1);
    }

    @EachOperation
    void theLastAttemptNamesTheTimeoutOfTheCall(OperationCall call) {
        Step busy = Step.answer(429, "", "Retry-After: 59").after(Duration.ofMillis(970));
        MemoryNetwork network = new MemoryNetwork(busy, Step.silent()); // has 30 ms left

        assertThat(call.failure(TransportException.class, network.client()))
                .hasMessageContaining("no complete response within the call's timeout of 60 s, "
                        + "which left no time for another attempt (2 attempts)")
                .hasCauseInstanceOf(InterruptedIOException.class);
    }

    @EachOperation
    void responseThatIsCompleteAtTheDeadlineCounts(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success());

        Object result = call.result(network.client(http -> http.addInterceptor(
                chain -> Bodies.onClose(chain, () -> network.clock().pass(seconds(60))))));

        assertThat(result).isEqualTo(call.value());
    }

    @EachOperation
    void noTimeForAnotherAttemptIsSaidOfAFailureWithoutAResponse(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(Step.refused());
        Duration shorterThanTheBackoff = Duration.ofMillis(500);

        assertThat(call.failure(TransportException.class, network.client().timeout(shorterThanTheBackoff)))
                .hasMessageEndingWith(
                        "'meeting-1': the request was not sent: java.net.ConnectException: Failed to connect"
                                + " to /127.0.0.1:80; the call's timeout of 0.5 s left no time for another attempt (1 attempt)");
        assertThat(network.connections()).isEqualTo(1);
    }

    @EachOperation
    void theShortestAndTheLongestTimeoutsAreTimeouts(OperationCall call) {
        Duration shortest = Duration.ofNanos(1);
        MemoryNetwork silent = new MemoryNetwork(Step.silent());
        assertThat(call.failure(
                        TransportException.class,
                        silent.client().clock(new Clock()).timeout(shortest).attemptTimeout(shortest)))
                .hasMessageMatching(".* within (its|the call's) timeout of 0 s, .*");

        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        MemoryNetwork slow =
                new MemoryNetwork(Step.answer(429, "", "Retry-After: 86400").after(Duration.ofDays(1)), call.success());
        assertThat(call.result(slow.client().timeout(longest).attemptTimeout(longest)))
                .isEqualTo(call.value());
        assertThat(slow.backoffs()).containsExactly(Duration.ofDays(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Neither the socket nor the attempt can end these: token suppliers that hang, and a stage that blocks. */
    @Test
    void whateverHangsDelaysNoDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocking = new CountDownLatch(1);
        MemoryNetwork network = new MemoryNetwork(Step.silent());
        CountDownLatch attached = new CountDownLatch(1);
        try (ActiveSessionClient client = network.client()
                .clock(new DeadlineAfter(attached))
                .apiToken(() -> {
                    await(never);
                    return OperationCall.TOKEN;
                })
                .build()) {
            CompletableFuture<?> blocked = client.async().get("m").whenComplete((session, failure) -> {
                blocking.countDown();
                await(never);
            });
            attached.countDown();
            await(blocking);

            ActiveSessionClient other = client.newBuilder()
                    .clock(new Clock())
                    .timeout(Duration.ofMillis(30))
                    .build();
            for (OperationCall call : OperationCall.asynchronous()) {
                TransportException failure = call.failureOn(TransportException.class, other);
                assertThat(failure)
                        .hasMessageContaining("timeout of 0.03 s")
                        .hasCauseInstanceOf(InterruptedIOException.class);
                assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            }
            assertThat(blocked).isNotDone();
            never.countDown();
        }
        assertThat(network.connections()).isZero();
    }

    /** A clock whose deadline comes as soon as a latch is open. */
    private static final class DeadlineAfter extends Clock {
        private final CountDownLatch latch;

        private DeadlineAfter(CountDownLatch latch) {
            this.latch = latch;
        }

        @Override
        public Future<?> atDeadline(ScheduledExecutorService timer, Duration timeout, Runnable task) {
            return timer.submit(() -> {
                DeadlineTest.await(latch);
                task.run();
            });
        }
    }
}
