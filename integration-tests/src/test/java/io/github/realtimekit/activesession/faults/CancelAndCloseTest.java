package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are cancelled or interrupted, or whose client is closed, end on the wire, and are not retried. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class CancelAndCloseTest {
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
            assertThat(server.readRequestsWithin(1, SOON)).isTrue();
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

    @Test
    void itsConnectionsAreClosedWithIt() throws Exception {
        Reaction reaction = connection -> {
            success().to(connection);
            connection.waitForClientToGo(Duration.ofSeconds(30));
        };
        try (var server = new FaultServer(reaction)) {
            try (var client = Call.client(server.url()).build()) {
                client.get(Call.MEETING);
            }
            assertThat(server.sawAClientGoWithin(SOON)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsOnTheWireEnd(boolean handedIn) throws Exception {
        OkHttpClient http = new OkHttpClient();
        http.dispatcher().setMaxRequestsPerHost(100);
        List<Call> calls = Call.all().toList();
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch read = new CountDownLatch(calls.size());
        try (var server = new FaultServer().always(signalling(read, silence()))) {
            ActiveSessionClient.Builder builder = Call.client(server.url());
            var client = (handedIn ? builder.httpClient(http) : builder).build();
            List<CompletableFuture<RealtimeKitException>> ends = new ArrayList<>();
            for (Call call : calls) {
                ends.add(CompletableFuture.supplyAsync(() -> call.failure(client), threads));
            }
            assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
            client.close();
            for (CompletableFuture<RealtimeKitException> end : ends) {
                assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            }
            assertThat(server.requests()).hasSameSizeAs(calls);
        } finally {
            threads.shutdown();
        }
    }
}
