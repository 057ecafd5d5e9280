package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that nobody waits for any more ends on the wire, and is not begun again. */
@Timeout(60)
class CancellationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(Op.class)
    void aCancelledFutureClosesTheConnection(Op op) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Way.client(server.url()).build()) {
            CompletableFuture<?> future = op.start(client, Way.MEETING);
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            assertThat(server.sawAClientGoWithin(SOON)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void aCancelledFutureResetsTheStream(Op op) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        try (var server = new Http2FaultServer(Http2FaultServer.Fault.SILENCE);
                var client = Way.client(server.url()).httpClient(http).build()) {
            CompletableFuture<?> future = op.start(client, Way.MEETING);
            assertThat(server.readARequestWithin(SOON)).isTrue();
            future.cancel(true);
            assertThat(server.sawAStreamGoWithin(SOON)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsSentAfterAWaitWasCancelled() throws Exception {
        CountDownLatch answered = new CountDownLatch(Op.values().length);
        try (var server = new FaultServer().always(then(answer(429, "", "Retry-After: 1"), answered));
                var client = Way.client(server.url()).build()) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            for (Op op : Op.values()) {
                futures.add(op.start(client, Way.MEETING));
            }
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
            futures.forEach(future -> future.cancel(true));
            // When another call has been repeated after a longer wait, so would the cancelled ones have been.
            server.always(success()).then(answer(429, "", "Retry-After: 2"));
            client.async().get("another").get(30, TimeUnit.SECONDS);
            assertThat(server.requests()).hasSize(Op.values().length + 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void anInterruptedWaitEndsAtOnceWithTheFlagRestored(Op op) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (var server = new FaultServer(then(answer(429, "", "Retry-After: 50"), answered));
                var client = Way.client(server.url()).build()) {
            Blocked call = new Blocked(op, client);
            Thread thread = new Thread(call);
            thread.start();
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            thread.join(10_000);
            call.assertInterrupted();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    @EnabledForJreRange(min = JRE.JAVA_21)
    void anInterruptedVirtualThreadLeavesTheWireAtOnce(Op op) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Way.client(server.url()).build()) {
            Blocked call = new Blocked(op, client);
            Thread thread = virtual(call);
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join(10_000);
            call.assertInterrupted();
            assertThat(server.sawAClientGoWithin(SOON)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anInterruptedPlatformThreadIsNotRepeated() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Way.client(server.url())
                        .attemptTimeout(Duration.ofSeconds(2))
                        .build()) {
            Blocked call = new Blocked(Op.GET, client);
            Thread thread = new Thread(call);
            thread.start();
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join(20_000);
            call.assertInterrupted();
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** A blocking call on a thread of its own, and how it ended. */
    private static final class Blocked implements Runnable {
        private final Op op;
        private final ActiveSessionClient client;
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private volatile boolean flag;

        Blocked(Op op, ActiveSessionClient client) {
            this.op = op;
            this.client = client;
        }

        @Override
        public void run() {
            thrown.set(catchThrowable(() -> op.call(client, Way.MEETING)));
            flag = Thread.currentThread().isInterrupted();
        }

        void assertInterrupted() {
            assertThat(thrown.get()).isInstanceOf(TransportException.class);
            assertThat(flag).as("the interrupt flag").isTrue();
        }
    }

    private static Reaction signalling(CountDownLatch latch, Reaction reaction) {
        return connection -> {
            latch.countDown();
            reaction.to(connection);
        };
    }

    private static Reaction then(Reaction reaction, CountDownLatch latch) {
        return connection -> {
            reaction.to(connection);
            latch.countDown();
        };
    }

    static Thread virtual(Runnable work) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(builder, work);
    }
}
