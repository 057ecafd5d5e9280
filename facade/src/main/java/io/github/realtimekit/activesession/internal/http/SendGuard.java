package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Guards the connection in one attempt: it sends a request as long as sending it again does no harm, and knows whether
 * any may have been processed. One thread sends at a time; others may look.
 */
final class SendGuard {
    /**
     * A second one for a connection that died while idle, or for an interceptor that signs anew after a 401. Without a
     * limit, OkHttp 4 sends for ever to a server that ends each connection with a GOAWAY (OkHttp's issue 9727).
     */
    private static final int MAX_SENDS = 2;

    /** The status line and headers of a response that is no 2xx. */
    record Refusal(int status, Headers headers) {}

    private final boolean repeatable;
    private final BooleanSupplier callHasEnded;

    private final AtomicInteger sends = new AtomicInteger();
    private volatile boolean isAmbiguous;
    private volatile boolean hasSucceeded;
    private volatile @Nullable Connection inUse;
    private volatile @Nullable Refusal refusal;

    // Of the thread that sends.
    private String lastOutcome = "";
    private Headers lastHeaders = Headers.of();

    /**
     * @param repeatable whether the request may be sent again when nobody knows if it was processed
     * @param callHasEnded whether nothing must be sent any more
     */
    SendGuard(boolean repeatable, BooleanSupplier callHasEnded) {
        this.repeatable = repeatable;
        this.callHasEnded = callHasEnded;
    }

    boolean hasSentNothing() {
        return sends.get() == 0;
    }

    /** Whether a request may have been processed, as far as is known now. */
    boolean mayHaveBeenProcessed() {
        return isAmbiguous || hasSucceeded;
    }

    /** The same, with the response that the call ends with; one that is a 2xx says itself whether it was. */
    boolean mayHaveBeenProcessedDespite(boolean isSuccess) {
        return isAmbiguous || (hasSucceeded && !isSuccess);
    }

    /** The newest response, if that is no 2xx: it holds whatever becomes of the body. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The body of a 2xx was not read to its end. */
    void markSuccessIncomplete() {
        if (!hasSentNothing()) {
            isAmbiguous = true;
        }
    }

    /** Sends a request, as the last network interceptor. */
    Response send(Interceptor.Chain chain) throws IOException {
        refusal = null;
        requireThatItMayBeSent();

        Connection connection = Objects.requireNonNull(chain.connection());
        if (!repeatable && isClosedByPeer(connection)) {
            return proceedOnClosedConnection(chain, connection);
        }

        boolean wasAmbiguous = isAmbiguous;
        isAmbiguous = true; // before the look at the call: whoever ends it from now on sees this
        inUse = connection;
        try {
            if (chain.call().isCanceled() || callHasEnded.getAsBoolean()) {
                isAmbiguous = wasAmbiguous;
                throw new IOException("Canceled");
            }
            sends.incrementAndGet();

            Response response = chain.proceed(chain.request());
            isAmbiguous = wasAmbiguous || RetryPolicy.isAmbiguous(response.code());
            return received(response);
        } catch (IOException e) {
            lastOutcome = e.toString();
            if (RetryPolicy.isRefusedUnprocessed(e)) {
                isAmbiguous = wasAmbiguous;
            }
            throw e;
        } finally {
            inUse = null;
        }
    }

    /** Fails before the first byte, and so OkHttp takes another connection. */
    private static Response proceedOnClosedConnection(Interceptor.Chain chain, Connection connection)
            throws IOException {
        connection.socket().close();
        return chain.proceed(chain.request());
    }

    private void requireThatItMayBeSent() throws IOException {
        if (sends.get() == MAX_SENDS || !maySend()) {
            // OkHttp never recovers from a ProtocolException.
            throw new ProtocolException("the request was not sent again after " + lastOutcome);
        }
        if (Thread.currentThread().isInterrupted()) { // OkHttp would find out at the first byte
            throw new InterruptedIOException("interrupted");
        }
    }

    private Response received(Response response) {
        lastOutcome = "HTTP " + response.code();
        lastHeaders = response.headers();
        if (response.isSuccessful()) {
            hasSucceeded = true;
        } else {
            refusal = new Refusal(response.code(), response.headers());
        }
        return RetryAfter.maskForOkHttp(response);
    }

    /** Undoes for interceptors what was done for OkHttp, as the last application interceptor. */
    Response restore(Response response) {
        return RetryAfter.restore(response, lastHeaders);
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
        return repeatable || !(isAmbiguous || hasSucceeded);
    }

    /**
     * Frees a cancelled request that hangs in a socket whose peer has stopped reading. An HTTP/2 connection writes with
     * its lock held, and the reset that a cancelled call sends waits for that lock: only closing the socket helps.
     * Without a linger time of zero, closing a TLS socket would wait as well. This can go when OkHttp's call timeout
     * frees a blocked writer (OkHttp's issues 9447 and 8014).
     */
    void closeByForce() {
        Connection stuck = inUse;
        if (stuck == null) {
            return;
        }
        try {
            stuck.socket().setSoLinger(true, 0);
            stuck.socket().close();
        } catch (IOException e) {
            // It is closed.
        }
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
