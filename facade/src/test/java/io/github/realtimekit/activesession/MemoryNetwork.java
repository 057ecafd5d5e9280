package io.github.realtimekit.activesession;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * A network in memory, below all of OkHttp: each connection carries one request and meets the next step of a script;
 * the last step holds for all that follow.
 */
final class MemoryNetwork extends SocketFactory {
    private static final OkHttpClient ANY =
            new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build();

    private final VirtualClock clock = new VirtualClock();
    private final List<Step> script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<ByteArrayOutputStream> requests = new CopyOnWriteArrayList<>();

    MemoryNetwork(Step... script) {
        this.script = List.of(script);
    }

    VirtualClock clock() {
        return clock;
    }

    /** The backoffs between attempts, in their order. */
    List<Duration> backoffs() {
        return clock.backoffs();
    }

    /** An OkHttp client on this network. */
    OkHttpClient http() {
        return ANY.newBuilder()
                .connectionPool(new ConnectionPool())
                .socketFactory(this)
                .build();
    }

    /** A builder for a client with this OkHttp client on top, which is on this network. */
    ActiveSessionClient.Builder client(UnaryOperator<OkHttpClient.Builder> http) {
        return client().httpClient(http.apply(http().newBuilder()).build());
    }

    /** A builder for a client on this network, with this network's clock and all that is required. */
    ActiveSessionClient.Builder client() {
        return ActiveSessionClient.builder()
                .apiToken(TestCall.TOKEN)
                .accountId("account-1")
                .appId("app-1")
                .baseUrl("http://127.0.0.1/client/v4")
                .httpClient(http())
                .clock(clock);
    }

    /** How often a connection was tried, the refused ones included. */
    int connections() {
        return connections.get();
    }

    /** The requests of which anything was sent, as they were sent. */
    List<String> requests() {
        return requests.stream()
                .filter(request -> request.size() > 0)
                .map(request -> request.toString(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public Socket createSocket() {
        return new MemorySocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    private final class MemorySocket extends Socket {
        private final Step step = script.get(Math.min(connections.getAndIncrement(), script.size() - 1));
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!step.connects()) {
                clock.pass(step.takes());
                throw new ConnectException("Connection refused");
            }
            requests.add(request);
        }

        @Override
        public OutputStream getOutputStream() {
            return request;
        }

        @Override
        public InputStream getInputStream() {
            return new FilterInputStream(new ByteArrayInputStream(step.answer().toByteArray())) {
                private boolean asked;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (request.size() == 0) {
                        throw new SocketTimeoutException("nothing was asked yet");
                    }
                    if (!asked) {
                        asked = true;
                        clock.pass(step.takes());
                    }
                    int count = super.read(target, offset, length);
                    if (count < 0 && step.problem() != null) {
                        throw step.problem().get();
                    }
                    return count;
                }
            };
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public int getSoTimeout() {
            return 0;
        }
    }
}
