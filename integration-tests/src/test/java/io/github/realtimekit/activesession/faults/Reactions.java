package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.faults.FaultServer.Connection;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a {@link FaultServer} can do with a request. */
public final class Reactions {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Reactions() {}

    /** The answer that belongs to the request's path. */
    public static Reaction success() {
        return connection -> {
            Operation operation = connection.request().operation();
            connection.write(message(operation.success(), operation.filled()));
        };
    }

    /** A whole answer; headers as {@code Name: value}. */
    public static Reaction answer(int status, String body, String... headers) {
        return connection -> connection.write(message(status, body, headers));
    }

    /** Closed after the request was read. */
    public static Reaction hangUp() {
        return Connection::hangUp;
    }

    /** Reset after the request was read. */
    public static Reaction reset() {
        return Connection::reset;
    }

    /** Closed in the middle of the right answer's body. */
    public static Reaction breakOff() {
        return connection -> {
            Operation operation = connection.request().operation();
            String whole = message(operation.success(), operation.filled());
            connection.write(whole.substring(0, whole.length() - 20));
            connection.hangUp();
        };
    }

    /** The request is read and never answered; the client has to leave. */
    public static Reaction silence() {
        return connection -> {
            connection.waitForClientToGo(LONG);
            connection.hangUp();
        };
    }

    /** Blanks before the right answer's body, one each 20 ms, until the client has had enough. */
    public static Reaction drip() {
        return connection -> {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (!connection.waitForClientToGo(Duration.ofMillis(20))) {
                connection.write(" ");
            }
        };
    }

    /** These bytes, whatever they are, and the end of the connection. */
    public static Reaction raw(byte[] bytes) {
        return connection -> {
            connection.write(bytes);
            connection.hangUp();
        };
    }

    public static Reaction raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The latch is counted down when the request was read, and then the reaction follows. */
    static Reaction signalling(CountDownLatch read, Reaction reaction) {
        return connection -> {
            read.countDown();
            reaction.to(connection);
        };
    }

    /** A beginning, and then the same again and again until the client leaves. */
    public static Reaction endless(String head, String chunk) {
        return connection -> {
            connection.write(head);
            byte[] bytes = chunk.repeat(1 + 8192 / chunk.length()).getBytes(StandardCharsets.UTF_8);
            while (true) {
                connection.write(bytes);
            }
        };
    }

    static String message(int status, String body, String... headers) {
        StringBuilder message = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        for (String header : headers) {
            message.append(header).append("\r\n");
        }
        return message.append("Content-Type: application/json\r\ncf-ray: 8f1c2d3e4a5b6c7d-FRA\r\nContent-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }
}
