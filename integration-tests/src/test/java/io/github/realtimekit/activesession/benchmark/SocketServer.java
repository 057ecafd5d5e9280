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
import java.util.HashMap;
import java.util.Map;

/** A keep-alive HTTP/1.1 server on loopback: one thread, one read and one write for a call, prepared responses. */
final class SocketServer {
    private final Map<String, byte[]> responses = new HashMap<>();
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    SocketServer() throws IOException {
        Responses.all().forEach((meeting, response) -> {
            StringBuilder http = new StringBuilder("HTTP/1.1 " + response.status() + " -\r\n");
            Responses.HEADERS.forEach((name, value) -> http.append(name + ": " + value + "\r\n"));
            http.append("Content-Length: " + response.body().length() + "\r\n\r\n" + response.body());
            responses.put(meeting, http.toString().getBytes(StandardCharsets.US_ASCII));
        });
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Serves until the process ends. */
    void run() throws IOException {
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    SocketChannel channel = listener.accept();
                    channel.configureBlocking(false);
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16 * 1_024));
                } else if (!serve((SocketChannel) key.channel(), (ByteBuffer) key.attachment())) {
                    key.channel().close();
                }
            }
            selector.selectedKeys().clear();
        }
    }

    /** Reads what is there, and responds to a request that is whole. Whether the connection stays open. */
    private boolean serve(SocketChannel channel, ByteBuffer in) {
        try {
            boolean open = channel.read(in) >= 0;
            String request = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
            if (!request.endsWith(request.startsWith("POST") ? "}" : "\r\n\r\n")) {
                return open;
            }
            in.clear(); // no client sends the next request before it has the response
            String meeting = Responses.meeting(request);
            ByteBuffer out = ByteBuffer.wrap(responses.get(meeting));
            while (channel.write(out) >= 0 && out.hasRemaining()) {
                Thread.yield(); // the client is still reading a large response
            }
            return !meeting.equals(Responses.CLOSING);
        } catch (IOException e) {
            return false; // the client is gone
        }
    }
}
