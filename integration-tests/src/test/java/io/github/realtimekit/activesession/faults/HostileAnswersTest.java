package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.endless;
import static io.github.realtimekit.activesession.faults.Reactions.raw;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.CreatePollResult;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String TOO_LARGE = " ".repeat(LARGEST + 1);
    private static final String DIGITS = "9".repeat(1_000);
    private static final String CHUNK = "2000\r\n" + " ".repeat(0x2000) + "\r\n";

    static Stream<Arguments> waysAndUnreadable() {
        return Way.all()
                .flatMap(way -> unreadable(way.op()).map(fault -> Arguments.of(way, fault.says, fault.reaction)));
    }

    /** An answer, and what the exception says about it. */
    private record Unreadable(String says, Reaction reaction) {}

    private static Stream<Unreadable> unreadable(Op op) {
        int status = op.status();
        String body = op.body();
        String data = "\"data\":{";
        return Stream.concat(
                Stream.of(
                        new Unreadable("it is larger than 16 MiB", endless(OK + "\r\n", " ")),
                        new Unreadable(
                                "it is larger than 16 MiB", endless(OK + "Transfer-Encoding: chunked\r\n\r\n", CHUNK)),
                        new Unreadable("it is larger than 16 MiB", answer(status, TOO_LARGE)),
                        new Unreadable("it is larger than 16 MiB", packed(BOMB)),
                        new Unreadable("it cannot be unpacked", packed(bytes(body))),
                        new Unreadable("it cannot be unpacked", packed(cut(zip(bytes(body))))),
                        new Unreadable("it cannot be unpacked", packed(garbled(zip(bytes(body))))),
                        new Unreadable("the document", answer(status, "[".repeat(1_000_000))),
                        new Unreadable(
                                "it is not JSON",
                                answer(status, nested("{\"success\":true,\"data\":{\"meta\":", "{\"a\":", 500_000))),
                        new Unreadable(
                                "it is not JSON",
                                answer(status, body.replace(data, data + "\"n\":" + "9".repeat(1_000_000) + ","))),
                        new Unreadable("data", answer(status, "{\"success\":true,\"data\":\"x\"}")),
                        new Unreadable("data is missing", answer(status, "{\"success\":true}")),
                        new Unreadable("the document", answer(status, "[]")),
                        new Unreadable("the document", answer(status, "17")),
                        new Unreadable("it is empty", answer(status, "")),
                        new Unreadable("it is not JSON", answer(status, "\u0000\u0001<html>")),
                        new Unreadable("it is not JSON", answer(status, body + body)),
                        new Unreadable(
                                "the JSON ends too early",
                                answer(status, body.substring(0, body.lastIndexOf(',') + 1)))),
                unreadableData(op).map(fault -> new Unreadable(fault.getKey(), answer(status, fault.getValue()))));
    }

    /** What only this operation's answer can have. */
    private static Stream<Map.Entry<String, String>> unreadableData(Op op) {
        String body = op.body();
        return switch (op) {
            case GET, FIND ->
                Stream.of(
                        Map.entry(
                                "it is not JSON",
                                nested(
                                        "{\"success\":true,\"data\":{\"breakout_rooms\":[",
                                        "{\"breakout_rooms\":[",
                                        100_000)),
                        Map.entry("it is not JSON", body.replace("2.3434", "9".repeat(1_000_000))),
                        Map.entry(
                                "data.breakout_rooms", body.replace("\"breakout_rooms\":[]", "\"breakout_rooms\":{}")));
            case KICK ->
                Stream.of(
                        Map.entry(
                                "data.participants",
                                body.replace("[", "{\"a\":[").replace("]", "]}")),
                        Map.entry(
                                "data.participants[0]", body.replace("[", "[[").replace("]", "]]")));
            case KICK_ALL ->
                Stream.of(Map.entry("it is not JSON", body.replace(":2}", ":" + "9".repeat(1_000_000) + "}")));
            case CREATE_POLL ->
                Stream.of(
                        Map.entry("data.poll", body.replace("\"poll\":{", "\"poll\":[{")),
                        Map.entry("data.poll.options", body.replace("\"options\":[", "\"options\":{\"a\":[")),
                        Map.entry(
                                "data.poll.options[0].votes",
                                body.replaceFirst("\"votes\":\\[", "\"votes\":{\"a\":[")));
        };
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
    @MethodSource("waysAndUnreadable")
    void aSuccessThatCannotBeReadSaysWhatIsWrong(Way way, String problem, Reaction reaction) throws Exception {
        try (var server = new FaultServer().always(reaction);
                var client = Way.client(server.url()).build()) {
            assertThat(way.failure(client))
                    .isInstanceOf(UnreadableResponseException.class)
                    .hasMessageContaining(problem);
            assertThat(server.requests()).hasSize(1);
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
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
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
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
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

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void whatWasSentIsKeptAndWhatCannotBeReadSaysSo(Way way) throws Exception {
        String body = "{\"success\":true,\"data\":" + oddData(way.op()) + "}";
        try (var server = new FaultServer().always(answer(way.op().status(), body));
                var client = Way.client(server.url()).maxRetries(0).build()) {
            Object value = way.call(client);
            switch (way.op()) {
                case GET -> readOddSession((ActiveSession) value);
                case FIND -> readOddSession((ActiveSession) ((Optional<?>) value).orElseThrow());
                case KICK -> readOddKick((KickResult) value);
                case KICK_ALL -> readOddKickAll((KickAllResult) value);
                case CREATE_POLL -> readOddPoll((CreatePollResult) value);
            }
            assertThat(value.toString()).hasSizeLessThan(2_000);
            assertThat(value).isEqualTo(way.call(client)).hasSameHashCodeAs(way.call(client));
        }
    }

    private static String oddData(Op op) {
        return switch (op) {
            case GET, FIND ->
                "{\"id\":{},\"id\":\"second\",\"associated_id\":17,\"status\":false,\"live_participants\":" + DIGITS
                        + ",\"max_concurrent_participants\":1e1000000000,\"minutes_consumed\":-1e-1000000000"
                        + ",\"created_at\":\"yesterday\",\"started_at\":" + DIGITS + ",\"meta\":\"none\"}";
            case KICK ->
                "{\"action\":17,\"participants\":[{\"id\":{},\"id\":\"second\",\"name\":false,\"email\":" + DIGITS
                        + ",\"picture\":[],\"created_at\":\"yesterday\",\"updated_at\":" + DIGITS + "}]}";
            case KICK_ALL ->
                "{\"action\":{},\"action\":\"second\",\"kicked_participants_count\":1e1000000000,\"more\":" + DIGITS
                        + "}";
            case CREATE_POLL ->
                "{\"action\":[],\"poll\":{\"id\":{},\"id\":\"second\",\"question\":17,\"anonymous\":\"maybe\",\"options\":"
                        + "[{\"text\":false,\"count\":" + DIGITS + ",\"votes\":[{\"id\":17,\"name\":{}}]}]"
                        + ",\"voted\":[17,{}]}}";
        };
    }

    private static void readOddSession(ActiveSession session) {
        assertThat(session.id()).isEqualTo("second");
        assertThat(session.associatedId()).isEqualTo("17");
        assertThat(session.statusAsString()).isEqualTo("false");
        assertThat(session.minutesConsumed()).isZero();
        assertThatThrownBy(session::liveParticipants).hasMessageContaining("data.live_participants");
        assertThatThrownBy(session::maxConcurrentParticipants).hasMessageContaining("data.max_concurrent_participants");
        assertThatThrownBy(session::createdAt).hasMessageContaining("data.created_at");
        assertThatThrownBy(session::startedAt).hasMessageContaining("data.started_at");
        assertThatThrownBy(session::meta).hasMessageContaining("data.meta");
    }

    private static void readOddKick(KickResult kicked) {
        assertThat(kicked.action()).contains("17");
        assertThat(kicked.participants()).singleElement().satisfies(participant -> {
            assertThat(participant.id()).isEqualTo("second");
            assertThat(participant.name()).contains("false");
            assertThat(participant.email()).contains(DIGITS);
            assertThatThrownBy(participant::picture).hasMessageContaining("data.participants[0].picture");
            assertThatThrownBy(participant::createdAt).hasMessageContaining("data.participants[0].created_at");
            assertThatThrownBy(participant::updatedAt).hasMessageContaining("data.participants[0].updated_at");
        });
    }

    private static void readOddKickAll(KickAllResult kicked) {
        assertThat(kicked.action()).contains("second");
        assertThatThrownBy(kicked::kickedParticipantsCount).hasMessageContaining("data.kicked_participants_count");
    }

    private static void readOddPoll(CreatePollResult created) {
        assertThatThrownBy(created::action).hasMessageContaining("data.action");
        Poll poll = created.poll();
        assertThat(poll.id()).isEqualTo("second");
        assertThat(poll.question()).isEqualTo("17");
        assertThatThrownBy(poll::anonymous).hasMessageContaining("data.poll.anonymous");
        assertThatThrownBy(poll::voted).hasMessageContaining("data.poll.voted[1]");
        assertThat(poll.options()).singleElement().satisfies(option -> {
            assertThat(option.text()).isEqualTo("false");
            assertThatThrownBy(option::count).hasMessageContaining("data.poll.options[0].count");
            assertThat(option.votes()).singleElement().satisfies(vote -> {
                assertThat(vote.id()).isEqualTo("17");
                assertThatThrownBy(vote::name).hasMessageContaining("data.poll.options[0].votes[0].name");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void bytesThatAreNoTextBecomeReplacementCharacters(Way way) throws Exception {
        String text = "{\"success\":true,\"data\":{\"id\":\"a\uFFFDz\",\"action\":\"a\uFFFDz\"}}";
        byte[] noText = text.replace('\uFFFD', '\u00FF').getBytes(StandardCharsets.ISO_8859_1);
        try (var server = new FaultServer(raw(message(OK, noText)), raw(message(OK, bytes(text))));
                var client = Way.client(server.url()).maxRetries(0).build()) {
            assertThat(way.call(client)).isEqualTo(way.call(client));
        }
    }

    @Test
    void memoryStaysBounded() throws Exception {
        List<Reaction> faults = List.of(
                endless(OK + "\r\n", " "),
                packed(BOMB),
                endless("HTTP/1.1 400 Bad\r\n\r\n", "no "),
                endless(OK, "X-Endless: " + "x".repeat(100) + "\r\n"));
        try (var server = new FaultServer()) {
            Way.all().forEach(way -> faults.forEach(server::then));
            assertThat(Child.run(TinyHeap.class, List.of("-Xmx96m"), server.url()))
                    .containsExactly("40 exceptions");
            assertThat(server.served()).isEqualTo(40);
        }
    }

    /** One call for each answer, in a process with little memory. */
    static final class TinyHeap {
        private TinyHeap() {}

        public static void main(String[] arguments) {
            int exceptions = 0;
            try (var client = Way.client(arguments[0]).maxRetries(0).build()) {
                for (Way way : Way.all().toList()) {
                    for (int i = 0; i < 4; i++) {
                        try {
                            way.call(client);
                        } catch (RealtimeKitException e) {
                            exceptions++;
                        }
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
        message.writeBytes(bytes(head + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n"));
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

    private static byte[] cut(byte[] packed) {
        return Arrays.copyOf(packed, packed.length / 2);
    }

    private static byte[] garbled(byte[] packed) {
        Arrays.fill(packed, 20, 60, (byte) 0x5a);
        return packed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
