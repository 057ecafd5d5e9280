package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.drip;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends by its timeout, wherever the time goes. */
@Timeout(60)
class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration MUCH_LONGER = Duration.ofSeconds(15);

    @Test
    void slowHeadersAndSlowBodiesEndWithTheCall() throws Exception {
        Together together = new Together();
        Way.all().forEach(way -> {
            together.add(way + ", silent", "in time", () -> ends(way, silence()));
            together.add(way + ", dripping body", "in time", () -> ends(way, drip()));
            together.add(way + ", dripping header", "in time", () -> ends(way, drippingHeader()));
            together.add(way + ", repeated without end", "in time", () -> ends(way, hangUp()));
        });
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @Test
    void anAttemptEndsByItsOwnLimit() throws Exception {
        Together together = new Together();
        Way.all()
                .forEach(way -> together.add(way.toString(), "no answer within 1 s", () -> {
                    try (var server = new FaultServer(silence());
                            var client = Way.client(server.url())
                                    .attemptTimeout(LIMIT)
                                    .timeout(MUCH_LONGER)
                                    .maxRetries(0)
                                    .build()) {
                        String message = way.failure(client).getMessage();
                        return message.contains("no answer within 1 s") ? "no answer within 1 s" : message;
                    }
                }));
        assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
    }

    @Test
    void aSlowConnectEndsWithTheCall() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            Together together = new Together();
            Way.all()
                    .forEach(way -> together.add(way.toString(), "in time", () -> {
                        try (var client = limited("http://127.0.0.1:" + full.getLocalPort())
                                .build()) {
                            return inTime(way, client);
                        }
                    }));
            assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void aWaitThatDoesNotFitFailsAtOnce(Way way) throws Exception {
        for (String retryAfter : List.of("61", "99999999999999999999", "Tue, 31 Dec 2999 23:59:59 GMT")) {
            try (var server = new FaultServer().always(answer(429, "", "Retry-After: " + retryAfter));
                    var client = Way.client(server.url()).build()) {
                assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.retryAfter().orElseThrow()).isGreaterThan(Duration.ofSeconds(60));
                    assertThat(e.attempts()).isEqualTo(1);
                });
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void anAsynchronousCallThatIsNotEvenSentEndsWithItsTimeout() throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(1);
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(Duration.ZERO)
                .build();
        try (var server = new FaultServer().always(silence());
                var patient = Way.client(server.url())
                        .httpClient(http)
                        .attemptTimeout(MUCH_LONGER)
                        .build();
                var limited = limited(server.url()).httpClient(http).build()) {
            var first = patient.async().get(Way.MEETING);
            Together together = new Together();
            Way.all()
                    .filter(Way::async)
                    .forEach(way -> together.add(way.toString(), "in time", () -> inTime(way, limited)));
            assertThat(together.outcomes()).containsExactlyElementsOf(together.expected());
            first.cancel(false);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** A handler that blocks on another call must not be in the way of the clock that ends that call. */
    @Test
    void aCallInTheHandlerOfATimeoutEndsToo() throws Exception {
        try (var server = new FaultServer().always(silence());
                var client = limited(server.url()).build();
                var repeating = Way.client(server.url())
                        .timeout(MUCH_LONGER)
                        .attemptTimeout(Duration.ofMillis(200))
                        .maxRetries(1)
                        .build()) {
            var end = client.async()
                    .get(Way.MEETING)
                    .handle((session, failure) -> new Way(Op.GET, false).failure(repeating))
                    .get(30, TimeUnit.SECONDS);
            assertThat(end.attempts()).isEqualTo(2);
        }
    }

    private static String ends(Way way, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = limited(server.url()).build()) {
            return inTime(way, client);
        }
    }

    private static ActiveSessionClient.Builder limited(String url) {
        return Way.client(url).timeout(LIMIT).attemptTimeout(MUCH_LONGER).maxRetries(1_000);
    }

    private static String inTime(Way way, ActiveSessionClient client) {
        long started = System.nanoTime();
        RealtimeKitException e = way.failure(client);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        assertThat(e).isInstanceOf(TransportException.class);
        return took.compareTo(MUCH_LONGER) < 0 ? "in time" : "after " + took;
    }

    private static Reaction drippingHeader() {
        return connection -> {
            connection.write("HTTP/1.1 200 OK\r\nX-Drip: ");
            while (!connection.waitForClientToGo(Duration.ofMillis(20))) {
                connection.write("x");
            }
        };
    }

    /** Connects until the server's backlog takes no more. */
    private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }
}
