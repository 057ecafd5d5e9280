package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.PATIENCE;

import io.github.realtimekit.activesession.operations.TestedOperation;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** HTTP/2 frame by frame, for what MockWebServer cannot do. A script drives each connection from its start. */
final class Http2Server implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;

    /** What the server does on a connection. The first one has the number 1. */
    interface Script {
        void on(Connection connection, int number) throws IOException;
    }

    private final SSLServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore resets = new Semaphore(0);

    Http2Server(Script script) throws IOException {
        listener = (SSLServerSocket)
                Tls.TRUSTED.sslContext().getServerSocketFactory().createServerSocket();
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        listener.setReceiveBufferSize(8 * 1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(() -> {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                start(() -> {
                    try (socket) {
                        script.on(new Connection(socket), connections.incrementAndGet());
                    }
                });
            }
        });
    }

    String url() {
        return "https://localhost:" + listener.getLocalPort() + "/client/v4";
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    boolean hasRead(int count) throws InterruptedException {
        return arrived.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether a client has reset a stream. */
    boolean hasSeenAReset() throws InterruptedException {
        return resets.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** A connection after the handshake, with windows so large that the client never waits for one. */
    final class Connection {
        private final DataInputStream in;
        private final DataOutputStream out;

        private Connection(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            in.readFully(new byte[24]);
            frame(SETTINGS, 0, 0, new byte[] {0, 4, 0x7f, -1, -1, -1});
            frame(WINDOW_UPDATE, 0, 0, new byte[] {0x7f, -1, 0, 0});
        }

        /** Reads until a request is complete, and returns its stream. */
        int request() throws IOException {
            while (true) {
                int head = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = new byte[head >>> 8];
                in.readFully(payload);
                switch (head & 0xff) {
                    case SETTINGS, PING -> answer(head & 0xff, flags, payload);
                    case RST_STREAM -> resets.release();
                    case HEADERS, DATA -> {
                        if ((flags & END_STREAM) != 0) {
                            requests.incrementAndGet();
                            arrived.release();
                            return stream;
                        }
                    }
                    default -> {}
                }
            }
        }

        private void answer(int type, int flags, byte[] payload) throws IOException {
            if ((flags & ACK) == 0) {
                frame(type, ACK, 0, type == PING ? payload : new byte[0]);
            }
        }

        /** Answers all requests with the success of this operation. */
        void answerAll(TestedOperation operation) throws IOException {
            while (true) {
                int stream = request();
                headers(stream, operation.success());
                frame(DATA, END_STREAM, stream, operation.filled().getBytes(StandardCharsets.UTF_8));
            }
        }

        /** Reads a request, and breaks off its response after the headers. */
        void breakOff(int status) throws IOException {
            int stream = request();
            headers(stream, status);
            frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, INTERNAL_ERROR});
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Reads a request, and reports that it was not processed. */
        void refuse() throws IOException {
            frame(RST_STREAM, 0, request(), new byte[] {0, 0, 0, REFUSED_STREAM});
        }

        /** Reads requests, and never responds again, not even to a ping. */
        void fallSilent() throws IOException {
            request();
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Reports that no stream above this one was processed. */
        void goAway(int last) throws IOException {
            frame(GO_AWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).array());
        }

        private void headers(int stream, int status) throws IOException {
            // In HPACK's static table, the status has the index 8. Its value has 3 characters.
            frame(HEADERS, END_HEADERS, stream, ("\b\3" + status).getBytes(StandardCharsets.US_ASCII));
        }

        private synchronized void frame(int type, int flags, int stream, byte[] payload) throws IOException {
            out.writeInt(payload.length << 8 | type);
            out.writeByte(flags);
            out.writeInt(stream);
            out.write(payload);
            out.flush();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The test is over, or the client has left.
                    }
                },
                "http2-server");
        thread.setDaemon(true);
        thread.start();
    }
}
