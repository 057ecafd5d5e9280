package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.signalling;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that nobody waits for any more ends on the wire, and is not retried. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class CancellationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void cancelledFutureClosesTheConnection(Operation operation) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Call.client(server.url()).build()) {
            CompletableFuture<?> future = operation.start(client);
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            assertThat(server.sawAClientGoWithin(SOON)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledFutureResetsTheStream(Operation operation) throws Exception {
        try (var server = new Http2FaultServer(Http2FaultServer.Fault.SILENCE);
                var client = OverHttp2Test.http2(server.url()).build()) {
            CompletableFuture<?> future = operation.start(client);
            assertThat(server.readARequestWithin(SOON)).isTrue();
            future.cancel(true);
            assertThat(server.sawAStreamGoWithin(SOON)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsSentAfterAWaitWasCancelled() throws Exception {
        CountDownLatch answered = new CountDownLatch(Operation.values().length);
        try (var server = new FaultServer().always(then(answer(429, "", "Retry-After: 1"), answered));
                var client = Call.client(server.url()).build()) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            for (Operation operation : Operation.values()) {
                futures.add(operation.start(client));
            }
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
            futures.forEach(future -> future.cancel(true));
            // When another call was retried after a longer wait, so would the cancelled ones have been.
            server.always(success()).then(answer(429, "", "Retry-After: 2"));
            client.async().get("another").get(30, TimeUnit.SECONDS);
            assertThat(server.requests()).hasSize(Operation.values().length + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptedWaitEndsAtOnceWithTheFlagRestored(Operation operation) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (var server = new FaultServer(then(answer(429, "", "Retry-After: 50"), answered));
                var client = Call.client(server.url()).build()) {
            Blocked call = new Blocked(operation, client);
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
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21)
    void interruptedVirtualThreadLeavesTheWireAtOnce(Operation operation) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Call.client(server.url()).build()) {
            Blocked call = new Blocked(operation, client);
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
    void interruptedPlatformThreadIsNotRetried() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Call.client(server.url())
                        .attemptTimeout(Duration.ofSeconds(2))
                        .build()) {
            Blocked call = new Blocked(Operation.GET, client);
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
        private final Operation operation;
        private final ActiveSessionClient client;
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private volatile boolean flag;

        Blocked(Operation operation, ActiveSessionClient client) {
            this.operation = operation;
            this.client = client;
        }

        @Override
        public void run() {
            thrown.set(catchThrowable(() -> new Call(operation, false).on(client)));
            flag = Thread.currentThread().isInterrupted();
        }

        void assertInterrupted() {
            assertThat(thrown.get()).isInstanceOf(TransportException.class);
            assertThat(flag).as("the interrupt flag").isTrue();
        }
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
