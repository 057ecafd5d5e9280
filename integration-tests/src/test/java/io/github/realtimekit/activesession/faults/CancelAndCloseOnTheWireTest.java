package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are cancelled or interrupted, or whose client is closed, end on the wire and are not retried. */
@Execution(ExecutionMode.CONCURRENT)
class CancelAndCloseOnTheWireTest {
    @ParameterizedTest
    @EnumSource
    void cancelClosesTheConnection(TestedOperation operation) throws Exception {
        try (var service = http1().always(stall());
                var client = service.client().build()) {
            CompletableFuture<?> future = operation.start(client);
            assertThat(service.hasRead(1)).isTrue();
            future.cancel(true);
            assertThat(service.hasSeenTheEndOf(1)).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelResetsTheStream(TestedOperation operation) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    connection.request();
                    connection.request();
                });
                var client = patientClient(server.url()).build()) {
            CompletableFuture<?> future = operation.start(client);
            assertThat(server.hasRead(1)).isTrue();
            future.cancel(true);
            assertThat(server.hasSeenAReset()).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    static Stream<Arguments> interruptedThreadSendsNothing() {
        return Call.with(Call.all().filter(call -> !call.async()), List.of("a new connection", "a kept-alive one"));
    }

    @ParameterizedTest
    @MethodSource
    void interruptedThreadSendsNothing(Call call, String connection) throws Exception {
        try (var service = http1();
                var client = service.client().build()) {
            if (connection.equals("a kept-alive one")) {
                call.on(client);
            }
            int before = service.requests().size();
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> call.on(client));
            assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
            assertThat(thrown).isInstanceOf(TransportException.class);
            assertThat(((TransportException) thrown).requestMayHaveBeenProcessed())
                    .isFalse();
            assertThat(service.requests()).hasSize(before);
            assertThat(call.on(client)).as("the next call").isEqualTo(call.success());
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21)
    void interruptedVirtualThreadLeavesTheWireAtOnce(TestedOperation operation) throws Exception {
        try (var service = http1().always(stall());
                var client = service.client().build()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            AtomicBoolean flag = new AtomicBoolean();
            Thread thread = virtual(() -> {
                thrown.complete(catchThrowable(() -> new Call(operation, false).on(client)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            assertThat(service.hasRead(1)).isTrue();
            thread.interrupt();
            assertThat(thrown.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            thread.join(PATIENCE.toMillis());
            assertThat(flag).as("the interrupt flag").isTrue();
            assertThat(service.hasSeenTheEndOf(1)).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    private static Thread virtual(Runnable work) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (Thread) Class.forName("java.lang.Thread$Builder")
                .getMethod("start", Runnable.class)
                .invoke(builder, work);
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsCallsInFlight(Way way) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Call> calls = Call.all().toList();
        try (var service = way.service().always(silence())) {
            var client = way.patientClient(service.url()).build();
            List<CompletableFuture<RealtimeKitException>> ends = new ArrayList<>();
            for (Call call : calls) {
                ends.add(CompletableFuture.supplyAsync(() -> call.failure(client), threads));
            }
            assertThat(service.hasRead(calls.size())).isTrue();
            client.close();
            for (CompletableFuture<RealtimeKitException> end : ends) {
                assertThat(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            }
            assertThat(service.requests()).hasSameSizeAs(calls);
        } finally {
            threads.shutdown();
        }
    }

    /** The connection becomes idle only after close(). */
    @RepeatedTest(3)
    void closeEndsTheConnectionOfCallsInFlight() throws Exception {
        try (var service = http2(success(TestedOperation.GET)).always(silence())) {
            try (var client = service.patientClient().build()) {
                client.get(Call.MEETING);
                for (int i = 0; i < 40; i++) {
                    TestedOperation.GET.start(client);
                }
                assertThat(service.hasRead(41)).isTrue();
            }
            assertThat(service.connections()).isEqualTo(1);
            assertThat(service.hasSeenTheEarlyEndOf(1)).isTrue();
        }
    }
}
