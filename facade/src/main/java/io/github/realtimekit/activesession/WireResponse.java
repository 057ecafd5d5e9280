package io.github.realtimekit.activesession;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** What has to be done to a response between the connection and the interceptors of a handed-in client. */
final class WireResponse {
    /** More than any response of this API. */
    static final long MAX_BODY = 16L * 1024 * 1024;

    /** In these two a masked response carries what OkHttp must not see. */
    private static final String STATUS = "RealtimeKit-Status";

    private static final String RETRY_AFTER = "RealtimeKit-Retry-After";

    private WireResponse() {}

    /**
     * Reads the body as it is on the wire, packed or not, and runs {@code received} if it is complete. If it is not, the new
     * response has a body that ends with the same exception.
     */
    static Response buffered(Response response, Runnable received) {
        ResponseBody body = response.body();
        if (body == null) {
            received.run();
            return response;
        }
        BufferedSource source = body.source();
        IOException problem = null;
        try {
            source.request(MAX_BODY + 1);
        } catch (IOException e) {
            problem = new Lost(e);
        } catch (RuntimeException e) { // of a listener, which hears of the end, too
            if (!isComplete(response, body.contentLength(), source.getBuffer().size())) {
                throw e;
            }
        }
        if (problem == null) {
            received.run();
        }
        Buffer bytes = new Buffer();
        bytes.write(source.getBuffer(), source.getBuffer().size());
        body.close();
        ResponseBody replay =
                ResponseBody.create(Okio.buffer(endingWith(problem, bytes)), body.contentType(), body.contentLength());
        return response.newBuilder().body(replay).build();
    }

    private static ForwardingSource endingWith(@Nullable IOException problem, Buffer bytes) {
        return new ForwardingSource(bytes) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                if (count < 0 && problem != null) {
                    throw problem;
                }
                return count;
            }
        };
    }

    private static boolean isComplete(Response response, long length, long read) {
        if (length >= 0) {
            return read >= length;
        }
        try {
            response.trailers(); // are there only after the end
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** OkHttp would send again after a 408, a 421 and some 503s, and throws a 407 away that no proxy sent. */
    static Response masked(Response response) {
        int status = response.code();
        boolean waits = status == 408 || status == 503;
        if (!waits && status != 407 && status != 421) {
            return response.newBuilder().removeHeader(STATUS).build();
        }
        Headers.Builder headers = response.headers().newBuilder().set(STATUS, Integer.toString(status));
        headers.removeAll(RETRY_AFTER);
        for (String value : response.headers("Retry-After")) {
            headers.addUnsafeNonAscii(RETRY_AFTER, value);
        }
        return response.newBuilder()
                .code(waits ? status : 400)
                .headers(headers.set("Retry-After", "1").build())
                .build();
    }

    /** The response as it was before {@link #masked}, unless an interceptor has put one of its own in its place. */
    static Response unmasked(Response response) {
        String status = response.header(STATUS);
        if (status == null) {
            return response;
        }
        Headers.Builder headers = response.headers()
                .newBuilder()
                .removeAll(STATUS)
                .removeAll(RETRY_AFTER)
                .removeAll("Retry-After");
        for (String value : response.headers(RETRY_AFTER)) {
            headers.addUnsafeNonAscii("Retry-After", value);
        }
        return response.newBuilder()
                .code(Integer.parseInt(status))
                .headers(headers.build())
                .build();
    }

    /** The connection broke within a body. */
    static final class Lost extends IOException {
        private static final long serialVersionUID = 1;

        Lost(IOException cause) {
            super(cause);
        }
    }
}
