package io.github.realtimekit.activesession;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * A network in memory, beneath OkHttp. Each request, or refused connection, gets the next step of a script. The last
 * step is repeated.
 */
class MemoryNetwork extends SocketFactory {
    private static final OkHttpClient ANY =
            new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build();

    private final VirtualClock clock = new VirtualClock();
    private final List<Step> script;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<MemorySocket> sockets = new CopyOnWriteArrayList<>();
    private final List<ByteArrayOutputStream> requests = new CopyOnWriteArrayList<>();

    MemoryNetwork(Step... script) {
        this.script = List.of(script);
    }

    VirtualClock clock() {
        return clock;
    }

    /** The backoffs between attempts, in order. */
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

    /** A builder for a client that uses this OkHttp client, which is on this network. */
    ActiveSessionClient.Builder client(UnaryOperator<OkHttpClient.Builder> http) {
        return client().httpClient(http.apply(http().newBuilder()).build());
    }

    /** A builder for a client on this network, with its clock and everything that is required. */
    ActiveSessionClient.Builder client() {
        return required().httpClient(http());
    }

    /** The same, on the library's own OkHttp client. */
    ActiveSessionClient.Builder ownClient() {
        return required().customizeHttpClient(http -> http.proxy(Proxy.NO_PROXY).socketFactory(this));
    }

    private ActiveSessionClient.Builder required() {
        return ActiveSessionClient.builder()
                .apiToken(OperationCall.TOKEN)
                .accountId("account-1")
                .appId("app-1")
                .baseUrl("http://127.0.0.1/client/v4")
                .clock(clock);
    }

    /** How many connections were attempted, including those that were refused. */
    int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    long openConnections() {
        return sockets.stream().filter(socket -> socket.closed.getCount() > 0).count();
    }

    /** The requests that were sent, even partly, exactly as they were sent. */
    List<String> requests() {
        return requests.stream()
                .map(request -> request.toString(StandardCharsets.UTF_8))
                .toList();
    }

    private Step step(int number) {
        return script.get(Math.min(number, script.size() - 1));
    }

    @Override
    public Socket createSocket() {
        MemorySocket socket = new MemorySocket();
        sockets.add(socket);
        return socket;
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
        private final CountDownLatch closed = new CountDownLatch(1);
        private Step step = Step.unasked();
        private boolean asked;
        private boolean answering = true;
        private int position;

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            connections.incrementAndGet();
            Step first = step(next.get());
            if (!first.connects()) {
                next.incrementAndGet();
                clock.pass(first.takes());
                throw new ConnectException("Connection refused");
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (isClosed()) {
                        throw new SocketException("Socket closed");
                    }
                    if (answering) {
                        answering = false;
                        asked = true;
                        requests.add(new ByteArrayOutputStream());
                    }
                    requests.get(requests.size() - 1).write(bytes, offset, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (asked && step.end() == Step.End.LOST) {
                        return end(); // the connection was reset while idle
                    }
                    if (asked) {
                        asked = false;
                        answering = true;
                        position = 0;
                        step = step(next.getAndIncrement());
                        clock.pass(step.takes());
                        step.meanwhile().run();
                    }
                    int count = Math.min(length, step.answer().size() - position);
                    if (count <= 0) {
                        return end();
                    }
                    step.answer()
                            .substring(position, position + count)
                            .asByteBuffer()
                            .get(target, offset, count);
                    position += count;
                    return count;
                }
            };
        }

        /** What happens once everything was read. */
        private int end() throws IOException {
            return switch (step.end()) {
                case CLOSED -> -1;
                case OPEN -> throw new SocketTimeoutException("nothing was asked");
                case LOST -> throw step.problem().get();
                case SILENT -> awaitClosed();
            };
        }

        private int awaitClosed() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("Socket closed");
        }

        @Override
        public synchronized void close() {
            closed.countDown();
        }

        @Override
        public boolean isClosed() {
            boolean isIdle = answering && !asked && position == step.answer().size();
            return closed.getCount() == 0 || (isIdle && !step(next.get()).connects());
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public int getSoTimeout() {
            return 0;
        }
    }
}
