package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads a response into memory. */
final class ResponseReader {
    private static final long LONGEST_BODY = 16L * 1024 * 1024;
    private static final long KEPT_OF_A_LONGER_BODY = 64L * 1024;

    private ResponseReader() {}

    /** The response with its whole body. Throws if the body breaks off. */
    static HttpResponse readWhole(Response received, Instant now) throws IOException {
        boolean tooLong = sourceOf(received).request(LONGEST_BODY + 1);
        return inMemory(received, tooLong, null, now);
    }

    /** The response with as much of its body as can be read. */
    static HttpResponse readWhatIsThere(Response received, Instant now) throws IOException {
        try {
            return readWhole(received, now);
        } catch (IOException e) {
            return inMemory(received, false, e, now);
        }
    }

    /** A response of which only the status and the headers are known. */
    static HttpResponse withoutBody(int status, Headers headers, Exception problem, Instant now) {
        return new HttpResponse(status, headers, "", false, Optional.of(problem), RetryAfter.of(headers, now));
    }

    /** Uses what is in the buffer: if the body is complete, a late cancellation must not lose it. */
    private static HttpResponse inMemory(Response received, boolean tooLong, @Nullable IOException problem, Instant now)
            throws IOException {
        Buffer read = sourceOf(received).getBuffer();
        Buffer kept = tooLong ? new Buffer().write(read.readByteString(KEPT_OF_A_LONGER_BODY)) : read;

        return new HttpResponse(
                received.code(),
                received.headers(),
                ResponseBody.create(kept, null, -1).string(),
                tooLong,
                Optional.ofNullable(problem),
                RetryAfter.of(received.headers(), now));
    }

    private static BufferedSource sourceOf(Response received) {
        return Objects.requireNonNull(received.body()).source();
    }
}
