package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends by its timeout, wherever the time goes. */
@Execution(ExecutionMode.CONCURRENT)
class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration MUCH_LONGER = Duration.ofSeconds(15);
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
                Call.all(),
                List.of(
                        named("silent", silence()),
                        named("dripping body", drip()),
                        named("dripping header", drippingHeader()),
                        named("retried without end", hangUp())));
    }

    @ParameterizedTest
    @MethodSource
    void callEndsByItsTimeout(Call call, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = limited(server.url()).build()) {
            endsInTime(call, client);
        }
    }

    @EachCall
    void attemptEndsByItsOwnLimit(Call call) throws Exception {
        try (var server = new FaultServer(silence());
                var client = Call.client(server.url())
                        .attemptTimeout(LIMIT)
                        .timeout(MUCH_LONGER)
                        .maxRetries(0)
                        .build()) {
            endsInTime(call, client);
        }
    }

    @EachCall
    void slowConnectEndsWithTheCall(Call call) throws Exception {
        try (var client = limited("http://127.0.0.1:" + full.getLocalPort()).build()) {
            endsInTime(call, client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void asynchronousCallThatIsNotSentEndsInTime(Operation operation) throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(1);
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(Duration.ZERO)
                .build();
        try (var server = new FaultServer().always(silence());
                var patient = Call.client(server.url())
                        .httpClient(http)
                        .attemptTimeout(MUCH_LONGER)
                        .build();
                var limited = limited(server.url()).httpClient(http).build()) {
            var first = patient.async().get(Call.MEETING);
            endsInTime(new Call(operation, true), limited);
            first.cancel(false);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** A handler that blocks on another call must not be in the way of the clock that ends that call. */
    @Test
    void callInTheHandlerOfATimeoutEndsToo() throws Exception {
        try (var server = new FaultServer().always(silence());
                var client = limited(server.url()).build();
                var retrying = Call.client(server.url())
                        .timeout(MUCH_LONGER)
                        .attemptTimeout(Duration.ofMillis(200))
                        .maxRetries(1)
                        .build()) {
            var end = client.async()
                    .get(Call.MEETING)
                    .handle((session, failure) -> new Call(Operation.GET, false).failure(retrying))
                    .get(30, TimeUnit.SECONDS);
            assertThat(end.attempts()).isEqualTo(2);
        }
    }

    private static ActiveSessionClient.Builder limited(String url) {
        return Call.client(url).timeout(LIMIT).attemptTimeout(MUCH_LONGER).maxRetries(1_000);
    }

    private static void endsInTime(Call call, ActiveSessionClient client) {
        long started = System.nanoTime();
        RealtimeKitException e = call.failure(client);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MUCH_LONGER);
        assertThat(e).isInstanceOf(TransportException.class);
    }

    private static Reaction drippingHeader() {
        return connection -> {
            connection.write("HTTP/1.1 200 OK\r\nX-Drip: ");
            while (!connection.waitForClientToGo(Duration.ofMillis(20))) {
                connection.write("x");
            }
        };
    }
}
