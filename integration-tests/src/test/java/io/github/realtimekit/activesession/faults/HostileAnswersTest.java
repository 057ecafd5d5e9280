package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.endless;
import static io.github.realtimekit.activesession.faults.Reactions.raw;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that nobody should send end in what was sent or in an exception of this library, and soon. */
@Timeout(60)
class HostileAnswersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final byte[] BOMB = zip(new byte[8 * LARGEST]);
    private static final String CHUNK = "2000\r\n" + " ".repeat(0x2000) + "\r\n";

    static Stream<Arguments> unreadable() {
        String body = Op.GET.body();
        return Stream.of(
                Arguments.of("it is larger than 16 MiB", endless(OK + "\r\n", " ")),
                Arguments.of("it is larger than 16 MiB", endless(OK + "Transfer-Encoding: chunked\r\n\r\n", CHUNK)),
                Arguments.of("it is larger than 16 MiB", answer(200, " ".repeat(LARGEST + 1))),
                Arguments.of("it is larger than 16 MiB", packed(BOMB)),
                Arguments.of("it cannot be unpacked", packed(body.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("it cannot be unpacked", packed(Arrays.copyOf(zip(bytes(body)), 100))),
                Arguments.of("it cannot be unpacked", packed(garbled(zip(bytes(body))))),
                Arguments.of("the document", answer(200, "[".repeat(1_000_000))),
                Arguments.of(
                        "it is not JSON",
                        answer(200, nested("{\"success\":true,\"data\":{\"meta\":", "{\"a\":", 500_000))),
                Arguments.of(
                        "it is not JSON",
                        answer(
                                200,
                                nested(
                                        "{\"success\":true,\"data\":{\"breakout_rooms\":[",
                                        "{\"breakout_rooms\":[",
                                        100_000))),
                Arguments.of("it is not JSON", answer(200, body.replace("2.3434", "9".repeat(1_000_000)))),
                Arguments.of(
                        "data.breakout_rooms",
                        answer(200, body.replace("\"breakout_rooms\":[]", "\"breakout_rooms\":{}"))),
                Arguments.of("data", answer(200, "{\"success\":true,\"data\":\"x\"}")),
                Arguments.of("data is missing", answer(200, "{\"success\":true}")),
                Arguments.of("the document", answer(200, "[]")),
                Arguments.of("the document", answer(200, "17")),
                Arguments.of("it is empty", answer(200, "")),
                Arguments.of("it is not JSON", answer(200, "\u0000\u0001<html>")),
                Arguments.of("it is not JSON", answer(200, body + body)),
                Arguments.of("the JSON ends too early", answer(200, body.substring(0, body.indexOf("\"type\"")))));
    }

    static Stream<Arguments> waysAndUnanswered() {
        List<Reaction> faults = List.of(
                endless(OK, "X-Endless: " + "x".repeat(100) + "\r\n"),
                endless(OK + "X-Endless: ", "x"),
                endless("", "HTTP"),
                raw("Hello\r\n\r\n"),
                raw("HTTP/1.1 2000 OK\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\n: nameless\r\n\u0000: \u0000\r\nContent-Length: -7\r\n\r"),
                raw(OK + "Content-Length: 100\r\n\r\n{}"),
                raw(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
                raw(OK + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}"),
                raw(""));
        return Way.all().flatMap(way -> faults.stream().map(fault -> Arguments.of(way, fault)));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aSuccessThatCannotBeReadSaysWhatIsWrong(String problem, Reaction reaction) throws Exception {
        for (Way way : Way.gets().toList()) {
            try (var server = new FaultServer().always(reaction);
                    var client = Way.client(server.url()).build()) {
                assertThat(way.failure(client))
                        .isInstanceOf(UnreadableResponseException.class)
                        .hasMessageContaining(problem);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndUnanswered")
    void brokenHttpIsNoAnswer(Way way, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = Way.client(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = way.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void redirectsAreNotFollowedAndTheOtherHostSeesNothing(Way way) throws Exception {
        for (int status : List.of(300, 301, 302, 303, 307, 308)) {
            try (var other = new FaultServer();
                    var server = new FaultServer()
                            .always(answer(
                                    status,
                                    "",
                                    "Location: " + other.url() + way.op().path()));
                    var client = Way.client(server.url()).build()) {
                assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e).hasMessageContaining("redirects are not followed");
                });
                assertThat(other.connections()).isZero();
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#gets")
    void endlessAndPackedRefusalsAreCutOff(Way way) throws Exception {
        List<Reaction> refusals = List.of(
                endless("HTTP/1.1 400 Bad\r\n\r\n", "no "),
                endless("HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNK),
                raw(message("HTTP/1.1 400 Bad\r\nContent-Encoding: gzip\r\n", BOMB)),
                raw(message("HTTP/1.1 400 Bad\r\nContent-Encoding: gzip\r\n", bytes("no gzip at all"))));
        for (Reaction refusal : refusals) {
            try (var server = new FaultServer().always(refusal);
                    var client = Way.client(server.url()).build()) {
                assertThat(way.failure(client)).isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.getMessage()).hasSizeLessThan(1_000);
                    assertThat(e.response().body()).hasSizeLessThan(100_000);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#gets")
    void sixteenMebibytesPass(Way way) throws Exception {
        String body = way.op().body();
        String padded = body + " ".repeat(LARGEST - body.length());
        try (var server = new FaultServer(answer(way.op().status(), padded));
                var client = Way.client(server.url()).maxRetries(0).build();
                var usual = new FaultServer(success());
                var other = Way.client(usual.url()).build()) {
            assertThat(way.call(client)).isEqualTo(way.call(other));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void theContentTypeIsNotWhatDecides(Way way) throws Exception {
        byte[] body = bytes(way.op().body());
        for (String type : List.of("", "Content-Type: text/html; charset=utf-16\r\n", "Content-Type: ;;;\r\n")) {
            try (var server = new FaultServer(raw(message(OK + type, body)));
                    var usual = new FaultServer();
                    var client = Way.client(server.url()).maxRetries(0).build();
                    var other = Way.client(usual.url()).build()) {
                assertThat(way.call(client)).isEqualTo(way.call(other));
            }
        }
    }

    @Test
    void whatWasSentIsKeptAndWhatCannotBeReadSaysSo() throws Exception {
        String digits = "9".repeat(1_000);
        String data =
                "{\"id\":{},\"id\":\"second\",\"associated_id\":17,\"status\":false,\"live_participants\":" + digits
                        + ",\"max_concurrent_participants\":1e1000000000,\"minutes_consumed\":-1e-1000000000"
                        + ",\"created_at\":\"yesterday\",\"started_at\":" + digits + ",\"meta\":\"none\"}";
        for (Way way : Way.gets().toList()) {
            try (var server = new FaultServer(answer(200, "{\"success\":true,\"data\":" + data + "}"));
                    var client = Way.client(server.url()).maxRetries(0).build()) {
                ActiveSession session = (ActiveSession) way.call(client);
                assertThat(session.id()).isEqualTo("second");
                assertThat(session.associatedId()).isEqualTo("17");
                assertThat(session.statusAsString()).isEqualTo("false");
                assertThat(session.minutesConsumed()).isZero();
                assertThatThrownBy(session::liveParticipants).hasMessageContaining("data.live_participants");
                assertThatThrownBy(session::maxConcurrentParticipants)
                        .hasMessageContaining("data.max_concurrent_participants");
                assertThatThrownBy(session::createdAt).hasMessageContaining("data.created_at");
                assertThatThrownBy(session::startedAt).hasMessageContaining("data.started_at");
                assertThatThrownBy(session::meta).hasMessageContaining("data.meta");
                assertThat(session.toString()).hasSizeLessThan(2_000);
                assertThat(session).isEqualTo(session).hasSameHashCodeAs(session);
            }
        }
    }

    @Test
    void bytesThatAreNoTextBecomeReplacementCharacters() throws Exception {
        byte[] body = bytes("{\"success\":true,\"data\":{\"id\":\"a?z\"}}");
        body[body.length - 5] = (byte) 0xff;
        for (Way way : Way.gets().toList()) {
            try (var server = new FaultServer(raw(message(OK, body)));
                    var client = Way.client(server.url()).build()) {
                assertThat(((ActiveSession) way.call(client)).id()).isEqualTo("a\uFFFDz");
            }
        }
    }

    @Test
    void memoryStaysBounded() throws Exception {
        try (var server = new FaultServer(
                endless(OK + "\r\n", " "),
                packed(BOMB),
                endless("HTTP/1.1 400 Bad\r\n\r\n", "no "),
                endless(OK, "X-Endless: " + "x".repeat(100) + "\r\n"))) {
            assertThat(Child.run(TinyHeap.class, List.of("-Xmx96m"), server.url()))
                    .containsExactly("4 exceptions");
        }
    }

    /** One call for each answer, in a process with little memory. */
    static final class TinyHeap {
        private TinyHeap() {}

        public static void main(String[] arguments) {
            int exceptions = 0;
            try (var client = Way.client(arguments[0]).maxRetries(0).build()) {
                for (int i = 0; i < 4; i++) {
                    try {
                        client.get(Way.MEETING);
                    } catch (RealtimeKitException e) {
                        exceptions++;
                    }
                }
            }
            System.out.println(exceptions + " exceptions");
        }
    }

    private static String nested(String head, String level, int depth) {
        return head + level.repeat(depth);
    }

    private static Reaction packed(byte[] body) {
        return raw(message(OK + "Content-Encoding: gzip\r\n", body));
    }

    private static byte[] message(String head, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(bytes(head + "Content-Length: " + body.length + "\r\n\r\n"));
        message.writeBytes(body);
        return message.toByteArray();
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

    private static byte[] garbled(byte[] packed) {
        Arrays.fill(packed, 20, 60, (byte) 0x5a);
        return packed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
