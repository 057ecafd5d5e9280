package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dispatcher of a handed-in client that is busy, rejects, or runs its work wherever it is: a call ends in time. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ExecutorsTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @ParameterizedTest
    @EnumSource
    void busyExecutorDelaysNoDeadline(Operation operation) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService busy = Executors.newSingleThreadExecutor();
        busy.execute(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (var server = new FaultServer();
                var client = client(server, busy).build()) {
            endsWithATransportException(operation, client);
            assertThat(server.requests()).isEmpty();
        } finally {
            busy.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void executorThatIsShutDownDelaysNoDeadline(Operation operation) throws Exception {
        ExecutorService rejecting = Executors.newSingleThreadExecutor();
        rejecting.shutdown();
        try (var server = new FaultServer();
                var client = client(server, rejecting).build()) {
            endsWithATransportException(operation, client);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** As with {@code CallerRunsPolicy} when all threads of a pool are busy. */
    @ParameterizedTest
    @EnumSource
    void noAttemptRunsOnATimer(Operation operation) throws Exception {
        List<String> frames = new CopyOnWriteArrayList<>();
        try (var server = new FaultServer(answer(429, "", "Retry-After: 1"));
                var client = Call.client(server.url())
                        .httpClient(http(new Direct())
                                .newBuilder()
                                .addInterceptor(chain -> {
                                    for (StackTraceElement frame :
                                            Thread.currentThread().getStackTrace()) {
                                        frames.add(frame.getClassName());
                                    }
                                    return chain.proceed(chain.request());
                                })
                                .build())
                        .build()) {
            assertThat(operation.start(client).get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(server.requests()).hasSize(2);
            assertThat(frames).doesNotContain("java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask");
        }
    }

    @ParameterizedTest
    @EnumSource
    void blockedHandlerDelaysNoOtherDeadline(Operation operation) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (var server = new FaultServer().always(silence());
                var client = Call.client(server.url()).timeout(LIMIT).build()) {
            var blocked = operation.start(client).handle((value, failure) -> {
                try {
                    return never.await(40, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return false;
                }
            });
            endsWithATransportException(operation, client);
            never.countDown();
            assertThat(blocked.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void endsWithATransportException(Operation operation, ActiveSessionClient client) throws Exception {
        Consumer<Throwable> check = failure -> assertThat(failure).isInstanceOf(TransportException.class);
        operation
                .start(client)
                .handle((value, failure) -> failure)
                .thenAccept(check::accept)
                .get(15, TimeUnit.SECONDS);
    }

    private static ActiveSessionClient.Builder client(FaultServer server, ExecutorService executor) {
        return Call.client(server.url()).timeout(LIMIT).httpClient(http(executor));
    }

    private static OkHttpClient http(ExecutorService executor) {
        return new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
    }

    /** Runs everything on the thread that hands it over. */
    private static final class Direct extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
