package io.github.realtimekit.activesession.faults;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Counts connections as they begin and end. */
final class CountedConnections extends ServerSocketFactory {
    final AtomicInteger accepted = new AtomicInteger();
    final Semaphore ended = new Semaphore(0);

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            /** With room for all connections of a test, since the kernel drops any others. */
            @Override
            public void bind(SocketAddress endpoint, int backlog) throws IOException {
                super.bind(endpoint, 1_000);
            }

            @Override
            public Socket accept() throws IOException {
                Socket socket = new CountedSocket();
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

    /** Closes itself at the end of the stream or when it fails, since MockWebServer leaves some open. */
    private final class CountedSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = -1;
                    try {
                        count = super.read(target, offset, length);
                    } finally {
                        closeIf(count < 0);
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    boolean failed = true;
                    try {
                        out.write(bytes, offset, length);
                        failed = false;
                    } finally {
                        closeIf(failed);
                    }
                }
            };
        }

        private void closeIf(boolean ended) throws IOException {
            if (ended) {
                close();
            }
        }

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
    }
}
