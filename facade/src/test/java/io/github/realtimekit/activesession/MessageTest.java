package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.realtimekit.activesession.TestCall.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import okio.ByteString;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole text of one exception of each kind, as it would stand in a log. */
class MessageTest {
    private static final String RAY = "cf-ray: 8f1a2b3c4d5e6f70-FRA";

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Kind.GET,
                        Step.answer(404, error("No active session found for meeting_id meeting-1", 404), RAY),
                        "get the active session of meeting 'meeting-1':"
                                + " No active session found for meeting_id meeting-1 [404]"
                                + " (HTTP 404, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt)"),
                Arguments.of(
                        Kind.KICK,
                        Step.answer(404, gateway(7003, "No route for that URI"), RAY),
                        "kick participants of meeting 'meeting-1': No route for that URI [7003]"
                                + " (HTTP 404, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt); this 404 is not RealtimeKit's own:"
                                + " check the account id, the app id and the base URL"),
                Arguments.of(
                        Kind.KICK_ALL,
                        Step.answer(401, gateway(10000, "Authentication error"), RAY),
                        "kick all participants of meeting 'meeting-1': Authentication error [10000]"
                                + " (HTTP 401, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt);"
                                + " check the token, its permission (Realtime or Realtime Admin) and the account id"),
                Arguments.of(
                        Kind.CREATE_POLL,
                        Step.answer(400, "", RAY),
                        "create a poll in meeting 'meeting-1': refused without a reason"
                                + " (HTTP 400, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt)"),
                Arguments.of(
                        Kind.CREATE_POLL,
                        Step.answer(502, "<html>\n<title>Bad gateway</title>\n</html>"),
                        "create a poll in meeting 'meeting-1':"
                                + " refused with <html> <title>Bad gateway</title> </html>"
                                + " (HTTP 502, 1 attempt);"
                                + " the poll may exist, and no operation of this client lists polls:"
                                + " look in the meeting before posting it again"),
                Arguments.of(
                        Kind.KICK,
                        Step.answer(503, "", RAY),
                        "kick participants of meeting 'meeting-1': refused without a reason"
                                + " (HTTP 503, ray 8f1a2b3c4d5e6f70-FRA, 3 attempts);"
                                + " the participants may have been kicked"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(429, gateway(971, "Rate limited"), "Retry-After: 300"),
                        "get the active session of meeting 'meeting-1': Rate limited [971] (HTTP 429, 1 attempt);"
                                + " wait 300 s before the next call"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(429, ""),
                        "get the active session of meeting 'meeting-1': refused without a reason"
                                + " (HTTP 429, 3 attempts); wait up to five minutes before the next call"),
                Arguments.of(
                        Kind.KICK_ALL,
                        Step.answer(503, "", "Retry-After: 90"),
                        "kick all participants of meeting 'meeting-1': refused without a reason (HTTP 503, 1 attempt);"
                                + " wait 90 s before the next call; all participants may have been kicked"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(302, "", "Location: https://elsewhere.example.com/"),
                        "get the active session of meeting 'meeting-1': refused without a reason"
                                + " (HTTP 302, 1 attempt); redirects are not followed: check the base URL"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(200, error("Something failed", 500), RAY),
                        "get the active session of meeting 'meeting-1': Something failed [500]"
                                + " (HTTP 200, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt)"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(
                        Kind.CREATE_POLL,
                        Step.answer(201, "<html>Anna</html>", RAY),
                        "create a poll in meeting 'meeting-1': the response cannot be read, it is not JSON,"
                                + " line 1 column 1 (HTTP 201, ray 8f1a2b3c4d5e6f70-FRA, 1 attempt); the poll exists"),
                Arguments.of(
                        Kind.KICK,
                        Step.answer(200, "{\"success\":true,\"data\":{\"participants\":{\"name\":\"Anna\"}}}"),
                        "kick participants of meeting 'meeting-1': the response cannot be read,"
                                + " data.participants has the wrong JSON type (HTTP 200, 1 attempt);"
                                + " the participants were kicked"),
                Arguments.of(
                        Kind.KICK_ALL,
                        Step.answer(200, "{\"success\":true}"),
                        "kick all participants of meeting 'meeting-1': the response cannot be read, data is missing"
                                + " (HTTP 200, 1 attempt); all participants were kicked"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(200, ""),
                        "get the active session of meeting 'meeting-1': the response cannot be read, it is empty"
                                + " (HTTP 200, 1 attempt)"),
                Arguments.of(
                        Kind.GET,
                        Step.answer(200, "{\"success\":true,\"data\":{\"id\":\"Anna\""),
                        "get the active session of meeting 'meeting-1': the response cannot be read,"
                                + " the JSON ends too early, line 1 column 36 (HTTP 200, 1 attempt)"));
    }

    static Stream<Arguments> withoutAnswer() {
        return Stream.of(
                Arguments.of(
                        Kind.CREATE_POLL,
                        Step.silent().after(Duration.ofSeconds(20)),
                        "create a poll in meeting 'meeting-1': no response within 20 s (1 attempt);"
                                + " the poll may exist, and no operation of this client lists polls:"
                                + " look in the meeting before posting it again"),
                Arguments.of(
                        Kind.KICK,
                        Step.reset(),
                        "kick participants of meeting 'meeting-1': no complete response,"
                                + " java.net.SocketException: Connection reset (3 attempts);"
                                + " the participants may have been kicked"),
                Arguments.of(
                        Kind.CREATE_POLL,
                        Step.refused(),
                        "create a poll in meeting 'meeting-1': the last attempt was not sent,"
                                + " java.net.ConnectException: Failed to connect to /127.0.0.1:80 (3 attempts)"));
    }

    static Stream<Arguments> all() {
        return Stream.of(refusals(), unreadable(), withoutAnswer()).flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesOperationProblemFactsAndAdvice(Kind kind, Step step, String message) {
        for (TestCall call : TestCall.both(kind)) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step);
            try (ActiveSessionClient client = network.client().build()) {
                assertThat(catchThrowableOfType(RealtimeKitException.class, () -> call.on(client)))
                        .hasMessage(message);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void doesNotQuoteTheTokenSupplier(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.refused());
        try (ActiveSessionClient client = network.client()
                .apiToken(() -> {
                    throw new IllegalStateException("stale: " + TestCall.TOKEN);
                })
                .build()) {
            assertThat(catchThrowableOfType(TransportException.class, () -> call.on(client)))
                    .hasMessageEndingWith("'meeting-1': the token supplier failed, see the cause (1 attempt)");
        }
    }

    private static String error(String message, int code) {
        return "{\"success\":false,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
    }

    private static String gateway(int code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\"" + message
                + "\"}],\"messages\":[],\"result\":null}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 alice",
                "alice@example.org",
                "HTTP/1.1 200 OK\r\nalice",
                "alice\r\n\r\n",
                "HTTP/1.1 200 OK\r\nalice\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: alice\r\n\r\nalice",
                "HTTP/1.1 204 OK\r\nContent-Length: 5\r\n\r\nalice",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nalice\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5alice\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 alice\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5;alice\r\nalice\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nalicealice\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99999999999999999999alice\r\n"
            })
    void aResponseThatIsNoHttpIsNotQuoted(String answer) {
        for (TestCall call : TestCall.all()) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.raw(answer));
            try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
                RealtimeKitException failure = catchThrowableOfType(RealtimeKitException.class, () -> call.on(client));

                assertThat(Throwables.getStackTrace(failure))
                        .doesNotContain("lice")
                        .doesNotContain(ByteString.encodeUtf8("lice").hex());
            }
        }
    }
}
