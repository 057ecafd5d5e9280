package io.github.realtimekit.activesession.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Sees connections begin and end. */
final class CountedConnections extends ServerSocketFactory {
    final AtomicInteger accepted = new AtomicInteger();
    final Semaphore ended = new Semaphore(0);

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket socket = new Socket() {
                    @Override
                    public synchronized void close() throws IOException {
                        if (!isClosed()) {
                            super.close();
                            ended.release();
                        }
                    }

                    @Override
                    public void shutdownOutput() throws IOException {
                        super.shutdownOutput();
                        ended.release();
                    }
                };
                implAccept(socket);
                accepted.incrementAndGet();
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }
}
