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
 * Guards what one attempt sends: resends a request only if that is harmless, and tracks whether any send may have been
 * processed. Only one thread sends at a time; other threads may read the state.
 */
final class SendGuard {
    /**
     * The first send, one more if an idle connection turns out to be dead, and one for OkHttp's follow-up or an
     * interceptor that signs again after a 401. Without a limit, OkHttp 4 resends forever to a server that ends each
     * connection with a GOAWAY (OkHttp issue 9727). This can go once OkHttp has a limit.
     */
    private static final int MAX_SENDS = 3;

    /** The status and headers of a response that is not a 2xx. */
    record Refusal(int status, Headers headers) {}

    private final boolean repeatable;
    private final BooleanSupplier callHasEnded;

    private final AtomicInteger sends = new AtomicInteger();
    private volatile boolean isAmbiguous;
    private volatile boolean hasSucceeded;
    private volatile @Nullable Connection inUse;
    private volatile @Nullable Refusal refusal;

    // Used only by the sending thread.
    private String lastOutcome = "";
    private Headers lastHeaders = Headers.of();

    /**
     * @param repeatable whether to resend a request when it is unclear whether it was processed
     * @param callHasEnded whether the call has ended, so nothing may be sent any more
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

    /** The same, given the final response of the call. A 2xx answers the question itself. */
    boolean mayHaveBeenProcessedDespite(boolean isSuccess) {
        return isAmbiguous || (hasSucceeded && !isSuccess);
    }

    /** The latest response, if it is not a 2xx. It counts regardless of what happens to the body. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The last network interceptor: sends a request. */
    Response send(Interceptor.Chain chain) throws IOException {
        requireThatItMayBeSent(); // if not, the refusal before it stands
        refusal = null;

        Connection connection = Objects.requireNonNull(chain.connection());
        if (!repeatable && isClosedByPeer(connection)) {
            return proceedOnClosedConnection(chain, connection);
        }

        // Either this thread sees that the call has ended, or whoever ends it sees that a request may be on its way.
        boolean wasAmbiguous = isAmbiguous;
        isAmbiguous = true;
        inUse = connection;
        try {
            if (chain.call().isCanceled() || callHasEnded.getAsBoolean()) {
                isAmbiguous = wasAmbiguous;
                throw new IOException("Canceled");
            }
            sends.incrementAndGet();

            Response response = chain.proceed(chain.request());
            remember(response); // first, since other threads may read it
            isAmbiguous = wasAmbiguous || RetryPolicy.isAmbiguous(response.code());
            return RetryAfter.maskForOkHttp(response);
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

    /** Closes the connection, so sending fails before the first byte and OkHttp switches to another connection. */
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
        if (Thread.currentThread().isInterrupted()) { // OkHttp would notice only at the first byte
            throw new InterruptedIOException("interrupted");
        }
    }

    private void remember(Response response) {
        lastOutcome = "HTTP " + response.code();
        lastHeaders = response.headers();
        if (response.isSuccessful()) {
            hasSucceeded = true;
        } else {
            refusal = new Refusal(response.code(), response.headers());
        }
    }

    /** The last application interceptor: undoes for other interceptors what {@link #send} changed for OkHttp. */
    Response restore(Response response) {
        return RetryAfter.restore(response, lastHeaders);
    }

    /** Wraps the body, so that OkHttp does not resend it once it may have been processed. */
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
     * Frees a cancelled request that is stuck in a socket whose peer has stopped reading. An HTTP/2 connection holds
     * its lock while it writes, and the reset of a cancelled call waits for the lock, so only closing the socket helps.
     * Without a linger time of zero, closing a TLS socket would block as well. This can go once OkHttp's call timeout
     * frees a blocked writer (OkHttp issues 9447 and 8014).
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
            // It is closed already.
        }
    }

    /**
     * Whether the peer has closed an idle HTTP/1.1 connection. OkHttp checks this only after ten seconds of idling, and
     * many servers close after five.
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
                socket.getInputStream().read(); // no data can arrive before a request, only the end
                return true;
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(timeout);
                return false;
            }
        } catch (IOException e) { // a TLS socket closes itself after a reset
            return true;
        }
    }
}
