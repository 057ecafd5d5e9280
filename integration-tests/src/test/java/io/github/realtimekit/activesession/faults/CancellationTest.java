package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @ParameterizedTest
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21)
    void interruptedVirtualThreadLeavesTheWireAtOnce(Operation operation) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (var server = new FaultServer(signalling(read, silence()));
                var client = Call.client(server.url()).build()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread thread = virtual(() -> {
                thrown.complete(catchThrowable(() -> new Call(operation, false).on(client)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join(10_000);
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            assertThat(flag).as("the interrupt flag").isTrue();
            assertThat(server.sawAClientGoWithin(SOON)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Thread virtual(Runnable work) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(builder, work);
    }
}
