package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that nobody should send end in what was sent or in an exception of this library, and soon. */
@Timeout(60)
class HostileAnswersTest {
    static final int LARGEST = 16 * 1024 * 1024;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String BAD = "HTTP/1.1 400 Bad\r\n";
    private static final byte[] BOMB = zip(new byte[8 * LARGEST]);
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
    private static final String ENDLESS_LINE = "X-Endless: " + "x".repeat(100) + "\r\n";

    /** What takes too much memory, in a success and in a refusal. */
    static final List<Reaction> TOO_MUCH = List.of(
            endless(OK + "\r\n", " "),
            message(OK + "Content-Encoding: gzip\r\n", BOMB),
            endless(BAD + "\r\n", "no "),
            endless(OK, ENDLESS_LINE));

    static Stream<Arguments> unreadableSuccessIsNotRetried() {
        return Call.inTurn().flatMap(call -> unreadable(call.operation()).map(fault -> Arguments.of(call, fault)));
    }

    private static Stream<Named<Reaction>> unreadable(Operation operation) {
        int status = operation.success();
        String body = operation.filled();
        byte[] packed = zip(bytes(body));
        String data = "{\"success\":true,\"data\":";
        return Stream.of(
                named("endless", endless(OK + "\r\n", " ")),
                named("endless chunks", endless(OK + CHUNKED, CHUNK)),
                named("too large", answer(status, " ".repeat(LARGEST + 1))),
                named("too large unpacked", packed(BOMB)),
                named("not packed", packed(bytes(body))),
                named("packed and cut off", packed(Arrays.copyOf(packed, packed.length / 2))),
                named("deep lists", answer(status, "[".repeat(1_000_000))),
                named("deep objects", answer(status, data + "{\"meta\":" + "{\"a\":".repeat(500_000))),
                named("deep recursion", answer(status, data + "{\"breakout_rooms\":[".repeat(100_000))),
                named(
                        "many digits in a new field",
                        answer(
                                status,
                                body.replaceFirst("(\"data\": *\\{)", "$1\"n\":" + "9".repeat(1_000_000) + ","))),
                named("two documents", answer(status, body + body)));
    }

    @ParameterizedTest
    @MethodSource
    void unreadableSuccessIsNotRetried(Call call, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = Call.client(server.url()).build()) {
            assertThat(call.failure(client)).isInstanceOf(UnreadableResponseException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> brokenHttpIsNoAnswer() {
        return Call.with(
                Call.inTurn(),
                List.of(
                        named("endless headers", endless(OK, ENDLESS_LINE)),
                        named("endless header", endless(OK + "X-Endless: ", "x")),
                        named("endless status line", endless("", "HTTP")),
                        named("greeting", raw("Hello\r\n\r\n")),
                        named("status of four digits", raw("HTTP/1.1 2000 OK\r\n\r\n")),
                        named("nameless header", raw(OK + ": nameless\r\n\u0000: \u0000\r\nContent-Length: -7\r\n\r")),
                        named("short body", raw(OK + "Content-Length: 100\r\n\r\n{}")),
                        named("chunk without a size", raw(OK + CHUNKED + "zz\r\n{}\r\n0\r\n\r\n")),
                        named("endless chunk", raw(OK + CHUNKED + "7fffffffffffffff\r\n{}")),
                        named("nothing", raw(""))));
    }

    @ParameterizedTest
    @MethodSource
    void brokenHttpIsNoAnswer(Call call, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> redirectIsNotFollowed() {
        return Call.with(Call.inTurn(), List.of(300, 302, 308));
    }

    @ParameterizedTest
    @MethodSource
    void redirectIsNotFollowed(Call call, int status) throws Exception {
        try (var other = new FaultServer();
                var server = new FaultServer()
                        .always(answer(
                                status,
                                "",
                                "Location: " + other.url() + call.operation().path()));
                var client = Call.client(server.url()).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e).isExactlyInstanceOf(ApiException.class);
            assertThat(e.status()).isEqualTo(status);
            assertThat(other.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> endlessRefusalIsCutOff() {
        return Call.with(
                Call.inTurn(),
                List.of(
                        named("endless", endless(BAD + "\r\n", "no ")),
                        named("too large unpacked", message(BAD + "Content-Encoding: gzip\r\n", BOMB)),
                        named("not packed", message(BAD + "Content-Encoding: gzip\r\n", bytes("no gzip at all")))));
    }

    @ParameterizedTest
    @MethodSource
    void endlessRefusalIsCutOff(Call call, Reaction refusal) throws Exception {
        try (var server = new FaultServer().always(refusal);
                var client = Call.client(server.url()).build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
            assertThat(e.response().body()).hasSizeLessThan(100_000);
        }
    }

    static Stream<Arguments> statusBelow200ClosesItsConnection() {
        return Call.with(
                Call.inTurn(),
                List.of("101 Switching Protocols\r\nUpgrade: x", "000 None", "103 Early\r\n\r\nHTTP/1.1 103 Hints"));
    }

    /** What follows on the connection belongs to no later call. */
    @ParameterizedTest
    @MethodSource
    void statusBelow200ClosesItsConnection(Call call, String status) throws Exception {
        Reaction withMoreToCome = connection -> {
            connection.write("HTTP/1.1 " + status + "\r\n\r\n");
            answer(409, "{\"message\":\"of the call before\"}").to(connection);
        };
        try (var server = new FaultServer(withMoreToCome);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.failure(client);
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).extracting(FaultServer.Request::nth).containsExactly(1, 1);
        }
    }

    private static Reaction packed(byte[] body) {
        return message(OK + "Content-Encoding: gzip\r\n", body);
    }

    private static Reaction message(String head, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(bytes(head + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n"));
        message.writeBytes(body);
        return raw(message.toByteArray());
    }

    private static byte[] zip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
