package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that is cancelled or closed sends nothing afterwards, at whatever moment that happens. */
class CancelAndCloseTest {
    private static final Step BUSY = Step.answer(429, "", "Retry-After: 0");

    /** Does something at one of the moments at which a call looks at the clock or asks for the token. */
    private static final class MomentClock extends Clock {
        private final AtomicInteger moments = new AtomicInteger();
        private final int moment;
        private Runnable trip = () -> {};

        MomentClock(int moment) {
            this.moment = moment;
        }

        boolean tripped() {
            return moments.get() >= moment;
        }

        void pass() {
            if (moments.incrementAndGet() == moment) {
                trip.run();
            }
        }

        @Override
        public long nanoTime() {
            pass();
            return super.nanoTime();
        }

        @Override
        public Instant now() {
            pass();
            return super.now();
        }

        @Override
        public boolean await(Duration backoff, CountDownLatch aborted) throws InterruptedException {
            pass();
            return super.await(backoff, aborted);
        }

        @Override
        public Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
            pass();
            return super.afterBackoff(timer, backoff, task);
        }
    }

    @EveryCall
    void nothingIsSentAfterClose(TestCall call) throws Exception {
        int moment = 1;
        while (closedAt(moment, call)) {
            moment++;
        }
        assertThat(moment).as("moments of a call with two attempts").isGreaterThan(10);
    }

    /** Returns false when the call has no such moment. */
    private static boolean closedAt(int moment, TestCall call) throws InterruptedException {
        MomentClock clock = new MomentClock(moment);
        MemoryNetwork network = new MemoryNetwork(BUSY, call.success());
        Dispatcher dispatcher = new Dispatcher();
        AtomicInteger sent = new AtomicInteger();

        ActiveSessionClient client = network.client(http -> http.dispatcher(dispatcher))
                .clock(clock)
                .apiToken(() -> {
                    clock.pass();
                    return TestCall.TOKEN;
                })
                .build();
        clock.trip = () -> {
            sent.set(network.requests().size());
            client.close();
        };
        Throwable failure = catchThrowable(() -> call.on(client));
        dispatcher.executorService().shutdown();
        assertThat(dispatcher.executorService().awaitTermination(20, TimeUnit.SECONDS))
                .isTrue();
        if (!clock.tripped()) {
            assertThat(failure).isNull();
            return false;
        }
        String when = "moment " + moment + ", " + sent + " sent";
        assertThat(network.requests()).as(when).hasSize(sent.get());
        if (failure == null) {
            assertThat(sent).as(when).hasValue(2);
        } else {
            assertThat(failure).as(when).hasMessageContaining("the client").hasMessageContaining("closed");
        }
        if (failure instanceof TransportException e && sent.get() == 2) {
            assertThat(e.requestMayHaveBeenProcessed()).as(when).isTrue();
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource(TestCall.Kind.class)
    void nothingIsSentAfterCancel(TestCall.Kind kind) throws Exception {
        CompletableFuture<CompletableFuture<?>> future = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(2);
        MemoryNetwork network = new MemoryNetwork(BUSY);
        EventListener listener = new EventListener() {
            @Override
            public void callEnd(Call call) {
                ended.countDown();
            }

            @Override
            public void callFailed(Call call, IOException problem) {
                ended.countDown();
            }
        };
        Clock clock = new Clock() {
            private boolean waited;

            @Override
            public Future<?> afterBackoff(ScheduledExecutorService timer, Duration backoff, Runnable task) {
                waited = true;
                return super.afterBackoff(timer, backoff, task);
            }

            @Override
            public long nanoTime() {
                if (waited) {
                    future.join().cancel(true); // the second attempt is about to be sent
                }
                return super.nanoTime();
            }
        };

        try (ActiveSessionClient client = network.client(http -> http.eventListener(listener))
                .clock(clock)
                .build()) {
            future.complete(new TestCall(kind, true).future(client));

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(future.join()).isCancelled();
        }
        assertThat(network.requests()).hasSize(1);
    }
}
