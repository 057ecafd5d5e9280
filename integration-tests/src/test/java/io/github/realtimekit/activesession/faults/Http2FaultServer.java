package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.operations.Operation;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Speaks just enough HTTP/2 to read requests, count them, and answer them or treat them badly. */
final class Http2FaultServer implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    /** {@code Retry-After: 0}; it is number 15 + 38 of HPACK's table. */
    private static final String RETRY_AT_ONCE = "\17\46\0010";

    /** What happens to a request that was read whole. */
    enum Fault {
        NONE,
        HTTP_408,
        /** With {@code Retry-After: 0}. */
        HTTP_503_AT_ONCE,
        HTTP_101,
        REFUSED_STREAM,
        CANCELLED_STREAM,
        INTERNAL_ERROR,
        GO_AWAY,
        CLOSED,
        RESET_MIDWAY,
        CLOSED_MIDWAY,
        SILENCE,
        /** The connection falls silent, also in what HTTP/2 itself has to say. */
        DEAD_CONNECTION;

        /** All that differ for the request itself. */
        static List<Fault> all() {
            return Stream.of(values())
                    .filter(fault -> fault != NONE && fault != DEAD_CONNECTION)
                    .toList();
        }

        /** Those without a response. */
        static List<Fault> lost() {
            return all().stream()
                    .filter(fault -> fault.compareTo(HTTP_101) >= 0)
                    .toList();
        }
    }

    private final ServerSocket listener;
    private final String url;
    private final Queue<Fault> script;
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore requestsRead = new Semaphore(0);
    private final CountDownLatch streamGone = new CountDownLatch(1);
    private final List<CompletableFuture<Void>> connectionEnds = new CopyOnWriteArrayList<>();
    private final CountDownLatch pinged = new CountDownLatch(1);
    private volatile DataOutputStream newest;
    private volatile Operation operation = Operation.GET;

    /** Without TLS. The last fault of the script holds for all requests that follow. */
    Http2FaultServer(Fault... script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http://127.0.0.1:", script);
    }

    Http2FaultServer(Certificate certificate, Fault... script) throws IOException {
        this(certificate.listener(), "https://localhost:", script);
    }

    private Http2FaultServer(ServerSocket listener, String start, Fault... script) {
        this.listener = listener;
        this.url = start + listener.getLocalPort();
        this.script = new ArrayDeque<>(List.of(script));
        start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    connectionEnds.add(end);
                    start(() -> {
                        serve(socket);
                        end.complete(null);
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    /** The operation whose answer it gives; {@code GET} by default. */
    Http2FaultServer answering(Operation next) {
        operation = next;
        return this;
    }

    String url() {
        return url;
    }

    int requests() {
        return requests.get();
    }

    /** How many connections were made. */
    int connections() {
        return connectionEnds.size();
    }

    boolean readRequestsWithin(int count, Duration limit) throws InterruptedException {
        return requestsRead.tryAcquire(count, limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether the client has reset a stream. */
    boolean sawAStreamGoWithin(Duration limit) throws InterruptedException {
        return streamGone.await(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns when all connections that were made so far have come to their end. */
    void awaitTheEndOfAllConnections(Duration limit) throws Exception {
        CompletableFuture.allOf(connectionEnds.toArray(CompletableFuture[]::new))
                .get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Says on the newest connection that it takes no more streams, and returns when the client knows. */
    void goAway(Duration limit) throws IOException {
        frame(newest, GO_AWAY, 0, 0, new byte[] {0x7f, -1, -1, -1, 0, 0, 0, 0});
        frame(newest, PING, 0, 0, new byte[8]);
        try {
            if (!pinged.await(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the client does not answer a ping");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            newest = out;
            in.readFully(new byte[24]);
            frame(out, SETTINGS, 0, 0);
            boolean dead = false;
            while (true) {
                int head = in.readInt();
                int type = head & 0xff;
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = new byte[head >>> 8];
                in.readFully(payload);
                if (type == HEADERS) {
                    requests.incrementAndGet();
                }
                if (dead) {
                    continue;
                }
                if (type == PING && (flags & ACK) != 0) {
                    pinged.countDown();
                }
                if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
                    frame(out, type, ACK, 0, type == PING ? payload : new byte[0]);
                } else if (type == RST_STREAM) {
                    streamGone.countDown();
                } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    Fault fault = next();
                    dead = fault == Fault.DEAD_CONNECTION;
                    requestsRead.release();
                    react(fault, out, socket, stream);
                }
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private synchronized Fault next() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    private void react(Fault fault, DataOutputStream out, Socket socket, int stream) throws IOException {
        switch (fault) {
            case NONE -> {
                String rest = beginAnswer(out, stream);
                frame(out, DATA, END_STREAM, stream, rest.getBytes(StandardCharsets.UTF_8));
            }
            case HTTP_101 -> headers(out, END_STREAM, stream, 101, "");
            case HTTP_408 -> headers(out, END_STREAM, stream, 408, "");
            case HTTP_503_AT_ONCE -> headers(out, END_STREAM, stream, 503, RETRY_AT_ONCE);
            case REFUSED_STREAM -> frame(out, RST_STREAM, 0, stream, word(7));
            case CANCELLED_STREAM -> frame(out, RST_STREAM, 0, stream, word(8));
            case INTERNAL_ERROR -> frame(out, RST_STREAM, 0, stream, word(2));
            case GO_AWAY -> frame(out, GO_AWAY, 0, 0, Arrays.copyOf(word(0), 8));
            case CLOSED -> socket.close();
            case RESET_MIDWAY -> {
                beginAnswer(out, stream);
                frame(out, RST_STREAM, 0, stream, word(2));
            }
            case CLOSED_MIDWAY -> {
                beginAnswer(out, stream);
                socket.close();
            }
            case SILENCE, DEAD_CONNECTION -> {}
        }
    }

    /** Sends the status and a part of the right answer's body. The other part. */
    private String beginAnswer(DataOutputStream out, int stream) throws IOException {
        headers(out, 0, stream, operation.success(), "");
        String body = operation.filled();
        int part = body.length() - 20;
        frame(out, DATA, 0, stream, body.substring(0, part).getBytes(StandardCharsets.UTF_8));
        return body.substring(part);
    }

    /** The status is number 8 of HPACK's table, its value has 3 characters. */
    private static void headers(DataOutputStream out, int flags, int stream, int status, String more)
            throws IOException {
        byte[] headers = ("\b\3" + status + more).getBytes(StandardCharsets.US_ASCII);
        frame(out, HEADERS, END_HEADERS | flags, stream, headers);
    }

    private static byte[] word(int small) {
        return new byte[] {0, 0, 0, (byte) small};
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte... payload)
            throws IOException {
        out.writeInt(payload.length << 8 | type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "http2-fault-server");
        thread.setDaemon(true);
        thread.start();
    }
}
