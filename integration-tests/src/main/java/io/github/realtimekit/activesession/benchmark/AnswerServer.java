package io.github.realtimekit.activesession.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A keep-alive HTTP/1.1 server on loopback that writes answers rendered beforehand: one thread, one read and one write for
 * a call. Runs in a process of its own, prints its port, and ends with the one that started it.
 */
public final class AnswerServer {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, byte[]> answers = Answers.rendered();
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final Selector selector = Selector.open();

    private record Due(long nanos, Connection connection, byte[] answer) {}

    private AnswerServer() throws IOException {}

    public static void main(String[] args) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
            System.out.println(listener.socket().getLocalPort());
            Programs.endWithParent();
            new AnswerServer().run(listener);
        }
    }

    private void run(ServerSocketChannel listener) throws IOException {
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            Due next = waiting.peek();
            if (next == null) {
                selector.select();
            } else {
                long millis = (next.nanos() - System.nanoTime()) / 1_000_000;
                if (millis > 0) {
                    selector.select(millis);
                } else {
                    selector.selectNow();
                }
            }
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                handle(keys.next(), listener);
            }
            while (!waiting.isEmpty() && waiting.peek().nanos() <= System.nanoTime()) {
                Due due = waiting.remove();
                due.connection().write(due.answer());
            }
        }
    }

    private void handle(SelectionKey key, ServerSocketChannel listener) throws IOException {
        if (key.isValid() && key.isAcceptable()) {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey own = channel.register(selector, SelectionKey.OP_READ);
                own.attach(new Connection(channel, own));
            }
        } else if (key.isValid() && key.attachment() instanceof Connection connection) {
            if (key.isWritable()) {
                connection.flush();
            } else {
                connection.read();
            }
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer in = ByteBuffer.allocate(16 * 1_024);
        private ByteBuffer out = ByteBuffer.allocate(0);

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void read() throws IOException {
            try {
                if (channel.read(in) < 0) {
                    channel.close();
                    return;
                }
            } catch (IOException e) {
                channel.close(); // the client is gone
                return;
            }
            int head = endOfHead();
            if (head < 0) {
                return;
            }
            String request = new String(in.array(), 0, head, StandardCharsets.US_ASCII);
            if (in.position() < head + contentLength(request)) {
                return;
            }
            in.clear(); // one request at a time: none of the clients sends the next one before its answer
            answer(request);
        }

        private int endOfHead() {
            byte[] bytes = in.array();
            for (int i = 0; i + 3 < in.position(); i++) {
                if (bytes[i] == END_OF_HEAD[0]
                        && bytes[i + 1] == END_OF_HEAD[1]
                        && bytes[i + 2] == END_OF_HEAD[2]
                        && bytes[i + 3] == END_OF_HEAD[3]) {
                    return i + 4;
                }
            }
            return -1;
        }

        private void answer(String request) throws IOException {
            int from = request.indexOf("/meetings/") + "/meetings/".length();
            String meeting = request.substring(from, request.indexOf('/', from));
            byte[] answer = answers.get(meeting);
            if (answer == null) {
                throw new IllegalArgumentException("no answer for meeting " + meeting);
            }
            int delay = Answers.delayMillis(meeting);
            if (delay == 0) {
                write(answer);
            } else {
                waiting.add(new Due(System.nanoTime() + delay * 1_000_000L, this, answer));
            }
        }

        void write(byte[] answer) throws IOException {
            out = ByteBuffer.wrap(answer);
            flush();
        }

        void flush() throws IOException {
            try {
                channel.write(out);
            } catch (IOException e) {
                channel.close(); // the client is gone
                return;
            }
            if (key.isValid()) {
                key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        }
    }

    private static int contentLength(String head) {
        String name = "\r\ncontent-length:";
        for (int i = head.indexOf("\r\n"); i >= 0; i = head.indexOf("\r\n", i + 2)) {
            if (head.regionMatches(true, i, name, 0, name.length())) {
                return Integer.parseInt(head.substring(i + name.length(), head.indexOf("\r\n", i + 2))
                        .strip());
            }
        }
        return 0;
    }
}
