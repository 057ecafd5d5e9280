package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.operations.Operation;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server on a plain socket. It reads a request whole, remembers it, and then does with the connection what
 * its script says: answer, break off, fall silent.
 */
public final class FaultServer implements AutoCloseable {
    /** What happens on a connection once a request was read from it. */
    public interface Reaction {
        void to(Connection connection) throws IOException;
    }

    /** A request that was read; {@code nth} counts from 1 on each connection. */
    public record Request(String method, String path, Map<String, String> headers, String body, int nth) {
        public Operation operation() {
            return Operation.at(method, path);
        }
    }

    private final ServerSocket listener;
    private final Queue<Reaction> script = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch oneGone = new CountDownLatch(1);
    private long served;
    private boolean remembers = true;
    private Reaction usual = Reactions.success();

    public FaultServer(Reaction... script) throws IOException {
        listener = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
        then(script);
        start("accept", this::accept);
    }

    /** The reactions to the requests that come next, one for each. */
    public synchronized FaultServer then(Reaction... next) {
        script.addAll(List.of(next));
        return this;
    }

    /** The reaction to every request that the script does not cover; success by default. */
    public synchronized FaultServer always(Reaction reaction) {
        usual = reaction;
        return this;
    }

    /** Remembers no requests: there can be too many. */
    public synchronized FaultServer forgetful() {
        remembers = false;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/client/v4";
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many requests were read. */
    public synchronized long served() {
        return served;
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    public int openConnections() {
        return open.size();
    }

    /** Whether a client has left a connection on which it had to wait. */
    public boolean sawAClientGoWithin(Duration limit) throws InterruptedException {
        return oneGone.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Connection::hangUp);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept());
                connections.incrementAndGet();
                open.add(connection);
                start("connection", connection::serve);
            } catch (IOException e) {
                // Closed; or the client left before it was accepted, which is its right.
            }
        }
    }

    private synchronized Reaction reactionTo(Request request) {
        served++;
        if (remembers) {
            requests.add(request);
        }
        Reaction next = script.poll();
        return next == null ? usual : next;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(null, work, "fault-server-" + name, 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, and the request that was read last. */
    public final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private Request request = new Request("", "", Map.of(), "", 0);

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        public Request request() {
            return request;
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Closes the connection in the usual way. */
        public void hangUp() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes the connection so that the client sees a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing until the client leaves, or the time is up. Whether the client has left. */
        public boolean waitForClientToGo(Duration limit) throws IOException {
            socket.setSoTimeout((int) limit.toMillis());
            try {
                if (in.read() >= 0) {
                    throw new IOException("a client speaks while it has to wait");
                }
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                // A reset is a way to leave.
            } finally {
                if (!socket.isClosed()) {
                    socket.setSoTimeout(0);
                }
            }
            oneGone.countDown();
            return true;
        }

        private void serve() {
            try {
                for (int nth = 1; !socket.isClosed() && read(nth); nth++) {
                    reactionTo(request).to(this);
                }
            } catch (IOException e) {
                // The client left; what it sees is what the tests look at.
                oneGone.countDown();
            } finally {
                open.remove(this);
                hangUp();
            }
        }

        private boolean read(int nth) throws IOException {
            String first = line();
            if (first == null) {
                return false;
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = line(); line != null && !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            String[] words = first.split(" ");
            request = new Request(words[0], words[1], headers, body, nth);
            return true;
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
