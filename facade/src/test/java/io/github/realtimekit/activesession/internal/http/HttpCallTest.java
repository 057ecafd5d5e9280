package io.github.realtimekit.activesession.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** What a call leaves behind, and what it does if there is no thread for it. */
class HttpCallTest {
    private static final HttpUrl URL = HttpUrl.get("http://localhost/");

    private Runnable whenAsked = () -> {};

    /** Responds without a network. */
    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                whenAsked.run();
                return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create("{}", null))
                        .build();
            })
            .build();

    private final Transport transport = Transport.basedOn(http, 2);

    /** Does not wait for a backoff. */
    private static final class ImpatientClock extends Clock {
        @Override
        public void await(Duration backoff, CountDownLatch ended) {}
    }

    private HttpCall<String> call(Supplier<String> token, Optional<Executor> executor) {
        Settings settings = new Settings(
                token,
                "a",
                "b",
                URL,
                true,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                2,
                executor,
                new ImpatientClock());
        Request request = new Request.Builder().url(URL).build();
        return new HttpCall<>(
                settings, transport, "get", request, true, result -> result.attempts() + result.problem());
    }

    private HttpCall<String> call() {
        return call(() -> "token", Optional.empty());
    }

    private int scheduled() {
        return ((ScheduledThreadPoolExecutor) transport.timer()).getQueue().size();
    }

    @Test
    void callsThatHaveEndedAreForgotten() throws Exception {
        assertThat(call().execute()).isEqualTo("1");
        assertThat(call().enqueue().get(20, TimeUnit.SECONDS)).isEqualTo("1");
        Executor later = task -> {};
        call(() -> "token", Optional.of(later)).enqueue().cancel(true);

        assertThat(transport.inFlight).isEmpty();
        assertThat(scheduled()).isZero();
    }

    /** Otherwise the connection would be closed a second later, when other calls may be using it. */
    @Test
    void attemptThatEndsAfterACancelIsNotClosedByForce() throws Exception {
        CompletableFuture<CompletableFuture<String>> future = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        List<Integer> forced = new ArrayList<>();
        whenAsked = () -> {
            future.join().cancel(true);
            forced.add(scheduled());
        };
        Executor here = task -> {
            new Thread(() -> {
                        task.run();
                        over.countDown();
                    })
                    .start();
        };
        future.complete(call(() -> "token", Optional.of(here)).enqueue());

        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(forced).containsExactly(1);
        assertThat(scheduled()).isZero();
    }

    @Test
    void callThatWasEndedBeforeItBeganAsksForNoTokenAndSchedulesNothing() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        List<String> asked = new ArrayList<>();
        CompletableFuture<String> future = call(
                        () -> {
                            asked.add("token");
                            return "token";
                        },
                        Optional.of(tasks::add))
                .enqueue();
        future.cancel(true);

        tasks.remove().run();

        assertThat(asked).isEmpty();
        assertThat(scheduled()).isZero();
    }

    /** The program was already told that the request was not sent. */
    @Test
    void executorThatKeepsATaskThatItRejectsCannotSendIt() throws Exception {
        for (Throwable problem : List.of(new RejectedExecutionException("full"), new StackOverflowError("deep"))) {
            List<Runnable> kept = new ArrayList<>();
            List<String> asked = new ArrayList<>();
            CompletableFuture<String> future = call(
                            () -> {
                                asked.add("token");
                                return "token";
                            },
                            Optional.of(task -> {
                                kept.add(task);
                                HttpCallTest.<RuntimeException>rethrow(problem);
                            }))
                    .enqueue();

            kept.get(0).run();

            assertThat(asked).isEmpty();
            if (problem instanceof Error) {
                assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS)).hasCause(problem);
            } else {
                assertThat(future.get(20, TimeUnit.SECONDS))
                        .startsWith("0no thread took the call, so the request was not sent");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void rethrow(Throwable problem) throws X {
        throw (X) problem;
    }

    @Test
    void futureSaysWhetherTheProgramWasTheFirstToCompleteIt() {
        Supplier<CompletableFuture<String>> pending =
                () -> call(() -> "token", Optional.of(task -> {})).enqueue();

        CompletableFuture<String> completed = pending.get();
        assertThat(completed.complete("first")).isTrue();
        assertThat(completed.complete("second")).isFalse();
        assertThat(completed.completeExceptionally(new IllegalStateException())).isFalse();
        assertThat(completed.cancel(true)).isFalse();
        assertThat(completed).isCompletedWithValue("first");

        assertThat(pending.get().completeExceptionally(new IllegalStateException()))
                .isTrue();
        assertThat(pending.get().cancel(true)).isTrue();

        CompletableFuture<String> later = pending.get();
        assertThat(later.completeAsync(() -> "supplied", Runnable::run)).isSameAs(later);
        assertThat(later).isCompletedWithValue("supplied");
    }

    @Test
    void lackOfThreadsIsTransientAndLackOfMemoryIsNot() {
        whenAsked = () -> {
            throw new OutOfMemoryError("unable to create native thread: possibly out of memory");
        };
        assertThat(call().execute()).startsWith("3the request was not sent").contains("native thread");

        whenAsked = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        HttpCall<String> call = call();
        assertThatThrownBy(call::execute).isInstanceOf(OutOfMemoryError.class).hasMessage("Java heap space");
    }

    /** OkHttp 5 throws this undeclared while connecting. */
    @Test
    void interruptedThreadStaysInterrupted() {
        whenAsked = () -> HttpCallTest.<RuntimeException>rethrow(new InterruptedException());

        String result = call().execute();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).startsWith("1the request was not sent").contains("InterruptedException");
    }

    @Test
    void firstReasonForAnEndCounts() {
        HttpCall<String> call = call();
        call.end(HttpCall.End.CLIENT_CLOSED);
        call.end(HttpCall.End.TIMED_OUT);
        assertThat(call.valueOfEnd()).isEqualTo("0the client was closed");
    }

    @Test
    void callThatGetsNoThreadWaitsForTheNextPlace() {
        List<String> order = new ArrayList<>();
        Queue<Runnable> started = new ArrayDeque<>();
        AtomicBoolean isStarved = new AtomicBoolean();
        CallQueue queue = new CallQueue(2, task -> {
            if (isStarved.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            started.add(task);
        });
        for (int i = 1; i <= 4; i++) {
            String name = "call " + i;
            queue.run(() -> {
                order.add(name);
                return () -> order.add("completes " + name);
            });
        }

        isStarved.set(true);
        started.remove().run();
        assertThat(started).hasSize(1);
        isStarved.set(false);
        while (!started.isEmpty()) {
            started.remove().run();
        }

        assertThat(order)
                .startsWith("call 1", "completes call 1", "call 2", "completes call 2")
                .hasSize(8);

        for (int i = 0; i < 4; i++) {
            queue.run(() -> () -> {});
        }
        assertThat(started).as("calls that run at once, afterwards").hasSize(2);
    }

    @Test
    void callThatCannotBeStartedTakesNoPlace() {
        List<Runnable> started = new ArrayList<>();
        AtomicBoolean isStarved = new AtomicBoolean(true);
        CallQueue queue = new CallQueue(1, task -> {
            if (isStarved.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            started.add(task);
        });
        Supplier<Runnable> call = () -> () -> {};

        assertThatThrownBy(() -> queue.run(call)).isInstanceOf(OutOfMemoryError.class);
        isStarved.set(false);
        queue.run(call);

        assertThat(started).hasSize(1);
    }

    @Test
    void callThatIsCancelledWhileItWaitsIsForgotten() {
        List<Runnable> started = new ArrayList<>();
        CallQueue queue = new CallQueue(1, started::add);
        List<String> run = new ArrayList<>();
        Supplier<Runnable> waiting = () -> {
            run.add("waiting");
            return () -> {};
        };
        queue.run(() -> () -> {});
        queue.run(waiting);

        queue.remove(waiting);
        started.get(0).run();

        assertThat(started).hasSize(1);
        assertThat(run).isEmpty();
    }

    @Test
    void callThatIsCancelledGivesUpItsTurn() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        whenAsked = () -> {
            busy.countDown();
            awaitUninterrupted(over);
        };
        List<CompletableFuture<String>> running = List.of(call().enqueue(), call().enqueue());
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> waiting = call().enqueue();
        assertThat(transport.queue().length()).isEqualTo(1);

        waiting.cancel(true);

        assertThat(transport.queue().length()).isZero();
        over.countDown();
        for (CompletableFuture<String> call : running) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("1");
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void executorThatThrowsAfterItHasRunTheCallFailsNoFuture() throws Exception {
        Executor odd = task -> {
            task.run();
            throw new IllegalStateException("after all");
        };
        assertThat(call(() -> "token", Optional.of(odd)).enqueue().get(20, TimeUnit.SECONDS))
                .isEqualTo("1");
    }

    @Test
    void resultDoesNotShowTheToken() {
        HttpCall.Result result =
                new HttpCall.Result(Optional.empty(), "no connection", Optional.empty(), 1, false, "secret-token");

        assertThat(result.toString()).contains("no connection").doesNotContain("secret");
    }

    @Test
    void futureIsCompletedInPlaceWhenThereIsNoThread() throws Exception {
        Transport starved = Transport.basedOn(http, 2, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        List<Thread> threads = new ArrayList<>();

        starved.runSoon(() -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(starved.afterGrace(() -> {})).isNull();
    }
}
