package io.github.realtimekit.activesession;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link MemoryNetwork}: how long it takes, what it answers, how it breaks. */
record Step(boolean connects, ByteString answer, @Nullable Supplier<IOException> problem, Duration takes) {

    /** The connection is never made. */
    static Step refused() {
        return new Step(false, ByteString.EMPTY, null, Duration.ZERO);
    }

    /** The request is read, and the connection closed. */
    static Step closed() {
        return new Step(true, ByteString.EMPTY, null, Duration.ZERO);
    }

    /** The request is read, and the connection reset. */
    static Step reset() {
        return new Step(true, ByteString.EMPTY, () -> new SocketException("Connection reset"), Duration.ZERO);
    }

    /** The request is read, and never answered: the read times out. */
    static Step silent() {
        return new Step(true, ByteString.EMPTY, () -> new InterruptedIOException("timeout"), Duration.ZERO);
    }

    /** The whole answer. */
    static Step answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Step answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteString all = new Buffer().writeUtf8(head.toString()).write(body).readByteString();
        return new Step(true, all, null, Duration.ZERO);
    }

    /** What is no HTTP, then the end. */
    static Step raw(String text) {
        return new Step(true, ByteString.encodeUtf8(text), null, Duration.ZERO);
    }

    /** The same, but the connection closes before the last byte of the answer. */
    Step cutOff() {
        return new Step(connects, answer.substring(0, answer.size() - 1), problem, takes);
    }

    /** The same, after this time. */
    Step after(Duration time) {
        return new Step(connects, answer, problem, time);
    }
}
