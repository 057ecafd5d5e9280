package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.PATIENCE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A local port that accepts connections, as the kernel does for a program, but never responds. */
final class SilentAddress implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> accepted = new ArrayList<>();

    SilentAddress(int port) throws IOException {
        listener = new ServerSocket(port, 1_000, InetAddress.getByName("127.0.0.3"));
    }

    InetAddress address() {
        return listener.getInetAddress();
    }

    /** How many connections were made to it. */
    int connections() throws IOException {
        listener.setSoTimeout(1);
        try {
            while (true) {
                accepted.add(listener.accept());
            }
        } catch (SocketTimeoutException e) {
            return accepted.size();
        }
    }

    /** Returns when this many connections were made to it. */
    void awaitConnections(int count) throws IOException {
        listener.setSoTimeout((int) PATIENCE.toMillis());
        while (accepted.size() < count) {
            accepted.add(listener.accept());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
