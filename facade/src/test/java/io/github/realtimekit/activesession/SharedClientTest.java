package io.github.realtimekit.activesession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Clients that share a transport, and what closing one does. */
class SharedClientTest {
    private final MemoryNetwork network = new MemoryNetwork(Step.answer(429, ""));

    @Test
    void aNewBuilderChangesOnlyWhatIsSet() {
        try (ActiveSessionClient first = network.client().maxRetries(4).build()) {
            ActiveSessionClient same = first.newBuilder().build();
            ActiveSessionClient other = first.newBuilder()
                    .appId("app-2")
                    .apiToken("other")
                    .baseUrl("http://127.0.0.1/elsewhere")
                    .maxRetries(0)
                    .build();

            assertThat(same).hasToString(first.toString());
            for (ActiveSessionClient client : List.of(other, same, first)) {
                assertThatThrownBy(() -> client.get("m")).isInstanceOf(RateLimitException.class);
            }
            assertThat(network.backoffs()).hasSize(8);
            assertThat(network.requests()).hasSize(11);
            assertThat(network.requests().get(0))
                    .startsWith("GET /elsewhere/accounts/account-1/realtime/kit/app-2/")
                    .contains("Bearer other");
            assertThat(network.requests().subList(1, 11))
                    .allMatch(request -> request.contains("Bearer " + TestCall.TOKEN)
                            && request.startsWith("GET /client/v4/accounts/account-1/realtime/kit/app-1/"));
            assertThatThrownBy(() -> same.newBuilder().baseUrl("http://a.com").build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @EveryCall
    void closingTheFirstClientClosesAll(TestCall call) {
        ActiveSessionClient first = network.client().build();
        ActiveSessionClient second = first.newBuilder().build();
        ActiveSessionClient third = second.newBuilder().build();

        first.close();
        first.close();

        for (ActiveSessionClient client : new ActiveSessionClient[] {first, second, third}) {
            assertThatThrownBy(() -> call.on(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is closed");
        }
        assertThat(network.connections()).isZero();
    }

    @EveryCall
    void aClientClosesWhatItMade(TestCall call) {
        ActiveSessionClient first = network.client().maxRetries(0).build();
        ActiveSessionClient second = first.newBuilder().build();
        ActiveSessionClient own = first.newBuilder().httpClient(network.http()).build();

        second.close();
        assertThatThrownBy(() -> call.on(first)).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> call.on(second)).isInstanceOf(RateLimitException.class);
        first.close();
        assertThatThrownBy(() -> call.on(own)).isInstanceOf(RateLimitException.class);
        own.close();
        assertThatThrownBy(() -> call.on(own)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHandedInClientIsNeitherChangedNorClosed() {
        OkHttpClient http = network.http();
        int interceptors = http.interceptors().size();

        try (ActiveSessionClient client = network.client().httpClient(http).build()) {
            assertThatThrownBy(() -> client.get("m")).isInstanceOf(RateLimitException.class);
        }

        assertThat(http.interceptors()).hasSize(interceptors);
        assertThat(http.networkInterceptors()).isEmpty();
        assertThat(http.followRedirects()).isTrue();
        assertThat(http.callTimeoutMillis()).isZero();
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }

    private static Thread threadOf(ExecutorService executor) throws Exception {
        return executor.submit(Thread::currentThread).get(20, TimeUnit.SECONDS);
    }

    @Test
    void theOwnTransportIsAGoodGuest() throws Exception {
        Transport transport = Transport.on(null);
        Dispatcher dispatcher = transport.http().dispatcher();
        CompletableFuture<Thread> running = new CompletableFuture<>();
        transport.run(() -> running.complete(Thread.currentThread()));

        assertThat(dispatcher.getMaxRequests()).isEqualTo(1_024);
        assertThat(dispatcher.getMaxRequestsPerHost()).isEqualTo(1_024);
        assertThat(List.of(
                        threadOf(dispatcher.executorService()),
                        threadOf(transport.timer()),
                        running.get(20, TimeUnit.SECONDS)))
                .allMatch(Thread::isDaemon)
                .extracting(Thread::getName)
                .containsOnly("realtimekit-active-session");
        ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) transport.timer();
        assertThat(timer.allowsCoreThreadTimeOut()).isTrue();
        assertThat(timer.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(60);
        assertThat(timer.getRemoveOnCancelPolicy()).isTrue();

        transport.close();

        assertThat(dispatcher.executorService().isShutdown()).isTrue();
        assertThat(timer.isShutdown()).isTrue();
        Thread[] here = new Thread[1];
        transport.run(() -> here[0] = Thread.currentThread());
        assertThat(here).containsExactly(Thread.currentThread());
    }

    @Test
    void closingTheOwnTransportClosesConnections() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ActiveSessionClient client = ActiveSessionClient.builder()
                    .apiToken("t")
                    .accountId("a")
                    .appId("b")
                    .baseUrl("http://127.0.0.1:" + server.getLocalPort())
                    .build();
            CompletableFuture<?> future = client.async().get("m");
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
                assertThat(future).failsWithin(Duration.ofSeconds(20));

                client.close();

                assertThat(socket.getInputStream().readAllBytes()).startsWith("GET ".getBytes(UTF_8));
            }
        }
    }
}
