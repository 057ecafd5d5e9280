package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt has sent: it lets a request through to the connection as long as sending it again does no harm, and
 * knows whether any may have been processed. One thread sends at a time; others may look.
 */
final class Sends {
    /** A second one for a connection that died while idle, or for an interceptor that signs anew after a 401. */
    private static final int MAX = 2;

    /** For a request without a complete response. */
    static final int NO_STATUS = 0;

    private final boolean idempotent;
    private volatile int count;
    private volatile boolean ambiguous;
    private volatile boolean succeeded;
    private volatile @Nullable Connection connection;
    private @Nullable IOException failure;

    Sends(boolean idempotent) {
        this.idempotent = idempotent;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Whether a request may have been processed, as far as is known now.
     *
     * @param status that of the complete response, or 0; a 2xx says itself whether it was processed
     */
    boolean mayHaveBeenProcessed(int status) {
        return ambiguous || (succeeded && status / 100 != 2);
    }

    /** The status line and headers came, but not the whole body. */
    void responseIsIncomplete() {
        ambiguous = count > 0;
    }

    /** Sends a request, as the last network interceptor. */
    Response send(Interceptor.Chain chain) throws IOException {
        int number = count + 1;
        if (number > MAX || !maySend()) {
            // OkHttp does not recover from it.
            throw (IOException) new ProtocolException("the request was not sent again").initCause(failure);
        }
        if (Thread.currentThread().isInterrupted()) { // OkHttp would find out at the first byte
            throw new InterruptedIOException("interrupted");
        }
        Connection on = Objects.requireNonNull(chain.connection());
        if (!idempotent && isClosedByPeer(on)) {
            on.socket().close();
            return chain.proceed(chain.request()); // fails before the first byte, and OkHttp takes another connection
        }
        boolean before = ambiguous;
        ambiguous = true; // before the look at the call: who cancels it looks here afterwards
        connection = on;
        try {
            if (chain.call().isCanceled()) {
                ambiguous = before;
                throw new IOException("Canceled");
            }
            count = number;
            Response response = chain.proceed(chain.request());
            succeeded = succeeded || response.code() < 300;
            ambiguous = before || RetryPolicy.isAmbiguous(response.code());
            connection = null;
            return response;
        } catch (IOException e) {
            failure = e;
            if (RetryPolicy.isRefusedUnprocessed(e)) {
                ambiguous = before;
            }
            throw e;
        }
    }

    /**
     * Frees a cancelled request that hangs in a socket whose peer has stopped reading. An HTTP/2 connection writes with
     * its lock held, and cancelling needs that lock. Only closing the socket helps; without a linger time of zero,
     * closing a TLS socket would wait as well.
     */
    void release() {
        Connection stuck = connection;
        if (stuck != null) {
            try {
                stuck.socket().setSoLinger(true, 0);
                stuck.socket().close();
            } catch (IOException e) {
                // It is closed.
            }
        }
    }

    /** The body, marked so that OkHttp does not send it again once it may have been processed. */
    RequestBody guarded(RequestBody body) {
        return new RequestBody() {
            @Override
            public @Nullable MediaType contentType() {
                return body.contentType();
            }

            @Override
            public long contentLength() throws IOException {
                return body.contentLength();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                body.writeTo(sink);
            }

            @Override
            public boolean isOneShot() {
                return !maySend();
            }
        };
    }

    private boolean maySend() {
        return idempotent || !(ambiguous || succeeded);
    }

    /**
     * Whether the peer has closed an idle connection over HTTP/1.1. OkHttp looks only after ten seconds, and many
     * servers close after five.
     */
    private static boolean isClosedByPeer(Connection connection) {
        if (connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        Socket socket = connection.socket();
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                socket.getInputStream().read(); // before a request, nothing can come but the end
                return true;
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(timeout);
                return false;
            }
        } catch (IOException e) { // a TLS socket closes itself when it was reset
            return true;
        }
    }
}
