package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where asynchronous calls run, how many run at once, and where their futures are completed. */
class ExecutorTest {
    private static final OperationCall GET = new OperationCall(OperationCall.Kind.GET, false);

    private static final ExecutorService ONE_THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "executor-of-the-program");
        thread.setDaemon(true);
        return thread;
    });

    /** Room for two calls, or for one. */
    static Stream<Named<UnaryOperator<ActiveSessionClient.Builder>>> littleRoom() {
        return Stream.of(
                Named.of("two places", builder -> builder.maxCallsAtOnce(2)),
                Named.of("an executor of one thread", builder -> builder.executor(ONE_THREAD)));
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TransportException failureOf(CompletableFuture<?> future) {
        try {
            throw new AssertionError("it ended with " + future.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (TransportException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every stage waits for a call. If stages held places, the calls would wait forever. */
    @ParameterizedTest
    @MethodSource("littleRoom")
    void stageThatWaitsForAnotherCallHoldsNoPlace(UnaryOperator<ActiveSessionClient.Builder> room) {
        MemoryNetwork network = new MemoryNetwork(GET.success());
        CountDownLatch attached = new CountDownLatch(1);
        CountDownLatch allHaveBegun = new CountDownLatch(3);
        try (ActiveSessionClient client = room.apply(network.client())
                .apiToken(() -> {
                    await(attached);
                    return OperationCall.TOKEN;
                })
                .build()) {
            List<CompletableFuture<KickAllResult>> nested = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                nested.add(client.async().get("m").thenApply(session -> {
                    allHaveBegun.countDown();
                    await(allHaveBegun);
                    return get(client.async().kickAll("m"));
                }));
            }
            attached.countDown();
            assertThat(nested).allSatisfy(future -> assertThat(get(future)).isEqualTo(KickAllResult.fromJson("{}")));
        }
    }

    /** The places are held by token suppliers that hang. */
    @ParameterizedTest
    @MethodSource("littleRoom")
    void callThatWaitsInVainFailsAtItsOwnDeadline(UnaryOperator<ActiveSessionClient.Builder> room) {
        CountDownLatch never = new CountDownLatch(1);
        MemoryNetwork network = new MemoryNetwork(Step.silent());
        try (ActiveSessionClient hanging = room.apply(network.client())
                .clock(new Clock())
                .apiToken(() -> {
                    await(never);
                    return OperationCall.TOKEN;
                })
                .build()) {
            CompletableFuture<?> first = hanging.async().get("m");
            CompletableFuture<?> second = hanging.async().get("m");
            ActiveSessionClient waiting = hanging.newBuilder()
                    .apiToken(OperationCall.TOKEN)
                    .timeout(Duration.ofMillis(50))
                    .build();

            TransportException failure = failureOf(waiting.async().createPoll("m", NewPoll.of("?", "Yes")));

            assertThat(failure)
                    .hasMessage("create a poll in meeting 'm': no thread took the call within its timeout of 0.05 s,"
                            + " so the request was not sent (0 attempts)");
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            never.countDown();
        }
        assertThat(network.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void oneCallMoreThanThereArePlacesWaitsForOneOfThem() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1_024);
        MemoryNetwork network = new MemoryNetwork(GET.success());
        try (ActiveSessionClient client = network.client()
                .apiToken(() -> {
                    asked.countDown();
                    await(never);
                    return OperationCall.TOKEN;
                })
                .build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 1_024; i++) {
                calls.add(client.async().get("m"));
            }
            await(asked);
            ActiveSessionClient another =
                    client.newBuilder().apiToken(OperationCall.TOKEN).build();
            CompletableFuture<?> impatient = another.newBuilder()
                    .clock(new Clock())
                    .timeout(Duration.ofMillis(50))
                    .build()
                    .async()
                    .get("m");
            assertThat(failureOf(impatient)).hasMessageContaining("no thread took the call");
            CompletableFuture<?> oneMore = another.async().get("m");

            never.countDown();
            calls.forEach(ExecutorTest::get);
            assertThat(get(oneMore)).isEqualTo(GET.value());
        }
    }

    @Test
    void callsRunOnTheExecutorAndFuturesAreCompletedElsewhere() {
        for (OperationCall call : OperationCall.asynchronous()) {
            MemoryNetwork network = new MemoryNetwork(Step.answer(429, ""), call.success());
            List<String> threads = new ArrayList<>();
            try (ActiveSessionClient client = network.client()
                    .executor(ONE_THREAD)
                    .apiToken(() -> {
                        threads.add(Thread.currentThread().getName());
                        return OperationCall.TOKEN;
                    })
                    .build()) {
                assertThat(call.on(client)).isEqualTo(call.value());
            }
            assertThat(threads).containsExactly("executor-of-the-program", "executor-of-the-program");
        }
        assertThat(ONE_THREAD.isShutdown()).isFalse();
    }

    @Test
    void executorThatRunsTasksOnTheCallersThreadBlocksTheCaller() {
        for (OperationCall call : OperationCall.asynchronous()) {
            List<Thread> threads = new ArrayList<>();
            try (ActiveSessionClient client = new MemoryNetwork(call.success())
                    .client()
                    .executor(Runnable::run)
                    .apiToken(() -> {
                        threads.add(Thread.currentThread());
                        return OperationCall.TOKEN;
                    })
                    .build()) {
                assertThat(call.on(client)).isEqualTo(call.value());
            }
            assertThat(threads).containsExactly(Thread.currentThread());
        }
    }

    static Stream<Named<Executor>> refusals() {
        return Stream.of(
                Named.of("rejects", task -> {
                    throw new RejectedExecutionException("full");
                }),
                Named.of("has no thread", task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void executorThatRejectsACallFailsItImmediately(Executor executor) {
        for (OperationCall call : OperationCall.asynchronous()) {
            MemoryNetwork network = new MemoryNetwork(call.success());

            TransportException failure =
                    call.failure(TransportException.class, network.client().executor(executor));

            assertThat(failure)
                    .hasMessageContaining(
                            "no thread took the call, so the request was not sent: " + failure.getCause());
            assertThat(failure.attempts()).isZero();
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.connections()).isZero();
        }
    }

    @Test
    void callThatAnExecutorRunsTooLateIsNotSent() {
        for (OperationCall call : OperationCall.asynchronous()) {
            List<Runnable> tasks = new ArrayList<>();
            MemoryNetwork network = new MemoryNetwork(call.success());
            try (ActiveSessionClient client = network.client()
                    .clock(new Clock())
                    .executor(tasks::add)
                    .timeout(Duration.ofMillis(20))
                    .build()) {
                TransportException failure = call.failureOn(TransportException.class, client);
                assertThat(failure).hasMessageContaining("no thread took the call within its timeout of 0.02 s");

                tasks.forEach(Runnable::run);
            }
            assertThat(network.connections()).isZero();
        }
    }

    @Test
    void closingEndsCallsThatWaitInAnExecutor() {
        List<Runnable> tasks = new ArrayList<>();
        MemoryNetwork network = new MemoryNetwork(Step.silent());
        ActiveSessionClient client = network.client().executor(tasks::add).build();
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (OperationCall call : OperationCall.asynchronous()) {
            waiting.add(call.future(client));
        }

        client.close();

        assertThat(waiting)
                .allSatisfy(future -> assertThat(failureOf(future)).hasMessageContaining("the client was closed"));
        tasks.forEach(Runnable::run);
        assertThat(network.connections()).isZero();
        assertThatThrownBy(() -> client.async().get("m")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clientWithAnotherExecutorSharesConnections() {
        MemoryNetwork network = new MemoryNetwork(GET.success());
        try (ActiveSessionClient client = network.client().build()) {
            ActiveSessionClient other = client.newBuilder().executor(ONE_THREAD).build();
            get(client.async().get("m"));
            get(other.async().get("m"));
            get(other.newBuilder().build().async().get("m"));
        }
        assertThat(network.connections()).isEqualTo(1);
    }
}
