package io.github.realtimekit.activesession.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A local port that drops every SYN, as Linux does once a server's backlog is full. */
final class DeadAddress implements AutoCloseable {
    private final ServerSocket full;
    private final List<Socket> waiting = new ArrayList<>();

    DeadAddress(int port) throws IOException {
        full = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"));
        try {
            while (true) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(full.getLocalSocketAddress(), 300);
            }
        } catch (SocketTimeoutException e) {
            // The backlog is full.
        }
    }

    String ip() {
        return full.getInetAddress().getHostAddress();
    }

    int port() {
        return full.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        full.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}
