package io.github.realtimekit.activesession;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What happens to a request on a {@link MemoryNetwork}: how long it takes, the response, and how that ends. */
record Step(
        boolean connects,
        ByteString answer,
        End end,
        @Nullable Supplier<IOException> problem,
        Duration takes,
        Runnable meanwhile) {

    /** What follows the response. */
    enum End {
        CLOSED,
        OPEN,
        LOST,
        /** Nothing, until the client closes the connection. */
        SILENT
    }

    private static final Runnable NOTHING = () -> {};

    private static Step of(End end, @Nullable Supplier<IOException> problem) {
        return new Step(true, ByteString.EMPTY, end, problem, Duration.ZERO, NOTHING);
    }

    /** An open connection before the first request. */
    static Step unasked() {
        return of(End.OPEN, null);
    }

    /** The connection is refused. */
    static Step refused() {
        return new Step(false, ByteString.EMPTY, End.CLOSED, null, Duration.ZERO, NOTHING);
    }

    /** The request is read, and the connection is closed. */
    static Step closed() {
        return of(End.CLOSED, null);
    }

    /** The request is read, and the connection is reset. */
    static Step reset() {
        return failing(() -> new SocketException("Connection reset"));
    }

    /** The request is read, and then reading fails with this exception. */
    static Step failing(Supplier<IOException> problem) {
        return of(End.LOST, problem);
    }

    /** The request is read, and never answered. */
    static Step silent() {
        return of(End.SILENT, null);
    }

    /** The whole response. */
    static Step answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Step answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteString all = new Buffer().writeUtf8(head.toString()).write(body).readByteString();
        return new Step(true, all, End.OPEN, null, Duration.ZERO, NOTHING);
    }

    /** The same, and then the idle connection is reset. */
    Step thenReset() {
        return new Step(connects, answer, End.LOST, () -> new SocketException("Connection reset"), takes, meanwhile);
    }

    /** The same, but something else happens first. */
    Step meanwhile(Runnable event) {
        return new Step(connects, answer, end, problem, takes, event);
    }

    /** These bytes, and then nothing until the client closes the connection. */
    static Step raw(byte[] answer) {
        return new Step(true, ByteString.of(answer), End.SILENT, null, Duration.ZERO, NOTHING);
    }

    /** The same, but the connection closes before the last byte of the response. */
    Step cutOff() {
        return new Step(connects, answer.substring(0, answer.size() - 1), End.CLOSED, null, takes, meanwhile);
    }

    /** The same, after this time. */
    Step after(Duration time) {
        return new Step(connects, answer, end, problem, time, meanwhile);
    }
}
