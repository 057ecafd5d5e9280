package io.github.realtimekit.activesession.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of this machine that accepts connections, as the kernel does for a program, and then says nothing. */
final class SilentAddress implements AutoCloseable {
    private final ServerSocket listener;

    SilentAddress(int port) throws IOException {
        listener = new ServerSocket(port, 1_000, InetAddress.getByName("127.0.0.3"));
    }

    InetAddress address() {
        return listener.getInetAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
