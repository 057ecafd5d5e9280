package io.github.realtimekit.activesession;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What is done to a response between the connection and the interceptors of a handed-in client. */
final class WireResponse {
    /** More than any response of this API. */
    static final long MAX_BODY = 16L * 1024 * 1024;

    /** In these two headers a masked response carries what OkHttp must not see. */
    private static final String STATUS = "RealtimeKit-Status";

    private static final String RETRY_AFTER = "RealtimeKit-Retry-After";

    private WireResponse() {}

    /** The same response with its whole body in memory, packed or not. Whatever fails later is not the connection. */
    static Response buffered(Response response) throws IOException {
        ResponseBody body = response.body();
        if (body == null) {
            return response;
        }
        BufferedSource source = body.source();
        try {
            request(source, 2);
        } catch (IOException e) {
            throw new Final(e);
        }
        Buffer bytes = new Buffer();
        bytes.write(source.getBuffer(), source.getBuffer().size());
        body.close();
        return response.newBuilder()
                .body(ResponseBody.create(bytes, body.contentType(), body.contentLength()))
                .build();
    }

    /** A listener hears once of the beginning and once of the end: what it throws there keeps nothing of the rest. */
    private static void request(BufferedSource source, int more) throws IOException {
        try {
            source.request(MAX_BODY + 1);
        } catch (RuntimeException e) {
            if (more == 0) {
                throw e;
            }
            request(source, more - 1);
        }
    }

    /** OkHttp would send again after a 408, a 421 and some 503s, and throws a 407 away that no proxy sent. */
    static Response masked(Response response) {
        int status = response.code();
        boolean waits = status == 408 || status == 503;
        if (!waits && status != 407 && status != 421) {
            return response.newBuilder().removeHeader(STATUS).build();
        }
        Headers.Builder headers = moved(response.headers(), "Retry-After", RETRY_AFTER)
                .set(STATUS, Integer.toString(status))
                .set("Retry-After", "1");
        return response.newBuilder()
                .code(waits ? status : 400)
                .headers(headers.build())
                .build();
    }

    /** The response as it was before {@link #masked}, unless an interceptor has put one of its own in its place. */
    static Response unmasked(Response response) {
        String status = response.header(STATUS);
        return status == null
                ? response
                : response.newBuilder()
                        .code(Integer.parseInt(status))
                        .headers(moved(response.headers(), RETRY_AFTER, "Retry-After")
                                .removeAll(STATUS)
                                .build())
                        .build();
    }

    private static Headers.Builder moved(Headers headers, String from, String to) {
        Headers.Builder moved = headers.newBuilder().removeAll(to).removeAll(from);
        headers.values(from).forEach(value -> moved.addUnsafeNonAscii(to, value));
        return moved;
    }

    /** A status below 200 closes the connection, since the real response may come after it. */
    static Response checked(Response response, @Nullable Connection connection) throws IOException {
        if (response.code() < 200) {
            if (connection != null) {
                connection.socket().close();
            }
            throw new ProtocolException("the response has the status " + response.code());
        }
        return response;
    }

    /**
     * Whether it is a 407 that the service has not seen: the proxy of an encrypted request answers before the
     * connection.
     */
    static boolean isOfProxy(Response response, Interceptor.Chain chain) {
        return response.code() == 407
                && !chain.request().isHttps()
                && Objects.requireNonNull(chain.connection()).route().proxy().type() == Proxy.Type.HTTP;
    }

    /** OkHttp connects anew and sends again after any other {@code IOException}, but not after this kind. */
    static final class Final extends ProtocolException {
        private static final long serialVersionUID = 1;

        Final(IOException cause) {
            super("the request is not sent again");
            initCause(cause);
        }
    }
}
