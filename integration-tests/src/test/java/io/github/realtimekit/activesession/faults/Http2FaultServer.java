package io.github.realtimekit.activesession.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks just enough HTTP/2, without TLS, to read requests, count them, and treat them badly. */
final class Http2FaultServer implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;

    /** What happens to a request that was read whole. */
    enum Fault {
        REFUSED_STREAM,
        CANCELLED_STREAM,
        INTERNAL_ERROR,
        GO_AWAY,
        CLOSED,
        SILENCE
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch requestRead = new CountDownLatch(1);
    private final CountDownLatch streamGone = new CountDownLatch(1);
    private final Fault fault;

    Http2FaultServer(Fault fault) throws IOException {
        this.fault = fault;
        start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    boolean readARequestWithin(Duration limit) throws InterruptedException {
        return requestRead.await(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether the client has given a stream up. */
    boolean sawAStreamGoWithin(Duration limit) throws InterruptedException {
        return streamGone.await(limit.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readFully(new byte[24]);
            frame(out, SETTINGS, 0, 0);
            while (true) {
                int head = in.readInt();
                int type = head & 0xff;
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.readFully(new byte[head >>> 8]);
                if (type == HEADERS) {
                    requests.incrementAndGet();
                }
                if (type == SETTINGS && (flags & ACK) == 0) {
                    frame(out, SETTINGS, ACK, 0);
                } else if (type == RST_STREAM) {
                    streamGone.countDown();
                } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    react(out, socket, stream);
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private void react(DataOutputStream out, Socket socket, int stream) throws IOException {
        requestRead.countDown();
        switch (fault) {
            case REFUSED_STREAM -> frame(out, RST_STREAM, 0, stream, 7);
            case CANCELLED_STREAM -> frame(out, RST_STREAM, 0, stream, 8);
            case INTERNAL_ERROR -> frame(out, RST_STREAM, 0, stream, 2);
            case GO_AWAY -> frame(out, GO_AWAY, 0, 0, 0, 0);
            case CLOSED -> socket.close();
            case SILENCE -> {}
        }
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, int... payload)
            throws IOException {
        out.writeInt(payload.length * 4 << 8 | type);
        out.writeByte(flags);
        out.writeInt(stream);
        for (int word : payload) {
            out.writeInt(word);
        }
        out.flush();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "http2-fault-server");
        thread.setDaemon(true);
        thread.start();
    }
}
