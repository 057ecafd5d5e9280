package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends by its timeout, wherever the time goes, and whatever the dispatcher of a handed-in client does. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration MUCH_LONGER = Duration.ofSeconds(60);
    private static final List<Socket> WAITING = new ArrayList<>();

    private static ServerSocket full;

    /** Connects until a server's backlog takes no more. */
    @BeforeAll
    static void fill() throws IOException {
        full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        while (true) {
            Socket socket = new Socket();
            WAITING.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        full.close();
        for (Socket socket : WAITING) {
            socket.close();
        }
    }

    static Stream<Arguments> callEndsByItsTimeout() {
        return Call.with(
                Call.inTurn(),
                List.of(
                        named("silent", silence()),
                        named("dripping body", drip()),
                        named("dripping header", drippingHeader())));
    }

    @ParameterizedTest
    @MethodSource
    void callEndsByItsTimeout(Call call, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = limited(server.url()).build()) {
            endsInTime(call, client);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#inTurn")
    void slowConnectEndsWithTheCall(Call call) throws Exception {
        try (var client = limited("http://127.0.0.1:" + full.getLocalPort()).build()) {
            endsInTime(call, client);
        }
    }

    private static ActiveSessionClient.Builder limited(String url) {
        return Call.client(url).timeout(LIMIT).attemptTimeout(MUCH_LONGER).maxRetries(1_000);
    }

    private static void endsInTime(Call call, ActiveSessionClient client) {
        assertThat(call.failure(client)).isInstanceOf(TransportException.class);
    }

    private static Reaction drippingHeader() {
        return connection -> {
            connection.write("HTTP/1.1 200 OK\r\nX-Drip: ");
            while (!connection.waitForClientToGo(Duration.ofMillis(20))) {
                connection.write("x");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void busyExecutorDelaysNoDeadline(Operation operation) throws Exception {
        for (OkHttpClient http : List.of(
                busy(new LinkedBlockingQueue<>(), new AbortPolicy()),
                busy(new SynchronousQueue<>(), new AbortPolicy()))) {
            try (var server = new FaultServer();
                    var client = Call.client(server.url())
                            .timeout(LIMIT)
                            .httpClient(http)
                            .build()) {
                endsWithATransportException(operation, client);
                assertThat(server.requests()).isEmpty();
            } finally {
                http.dispatcher().executorService().shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noAttemptRunsOnATimer(Operation operation) throws Exception {
        List<String> frames = new CopyOnWriteArrayList<>();
        OkHttpClient http = busy(new SynchronousQueue<>(), new CallerRunsPolicy())
                .newBuilder()
                .addInterceptor(chain -> {
                    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
                        frames.add(frame.getClassName());
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        try (var server = new FaultServer(answer(429, "", "Retry-After: 1"));
                var client = Call.client(server.url()).httpClient(http).build()) {
            assertThat(operation.start(client).get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(server.requests()).hasSize(2);
            assertThat(frames)
                    .contains(CallerRunsPolicy.class.getName())
                    .doesNotContain("java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask");
        } finally {
            http.dispatcher().executorService().shutdownNow();
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
        assertThat(operation
                        .start(client)
                        .handle((value, failure) -> (Object) failure)
                        .get(15, TimeUnit.SECONDS))
                .isInstanceOf(TransportException.class);
    }

    /** Its dispatcher has one thread, which is busy. */
    private static OkHttpClient busy(BlockingQueue<Runnable> queue, RejectedExecutionHandler otherwise) {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, otherwise);
        one.execute(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new OkHttpClient.Builder().dispatcher(new Dispatcher(one)).build();
    }
}
