package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.TestCall.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Map;
import okio.ByteString;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole text of one exception of each kind, as it would stand in a log. */
class MessageTest {
    private static final String OK_WITH_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: ";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String POLL_MAY_EXIST = "; the poll may exist, and no operation of this client lists polls:"
            + " look in the meeting before posting it again";
    private static final Map<Kind, String> SUBJECTS = Map.of(
            Kind.GET, "get the active session of meeting 'meeting-1': ",
            Kind.KICK, "kick participants of meeting 'meeting-1': ",
            Kind.KICK_ALL, "kick all participants of meeting 'meeting-1': ",
            Kind.CREATE_POLL, "create a poll in meeting 'meeting-1': ");

    private static void assertMessage(Kind kind, Step step, String message) {
        for (TestCall call : TestCall.both(kind)) {
            assertThat(call.failure(RealtimeKitException.class, new MemoryNetwork(step).client()))
                    .hasMessage(SUBJECTS.get(kind) + message);
        }
    }

    /** Operation, status and header; body; message after the subject. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            GET|404|cf-ray: 8f1a-FRA|{"success":false,"error":{"code":404,"message":"No active session found"}}\
            |No active session found [404] (HTTP 404, ray 8f1a-FRA, 1 attempt)
            KICK|404|cf-ray: 8f1a-FRA|{"errors":[{"code":7003,"message":"No route for that URI"}]}\
            |No route for that URI [7003] (HTTP 404, ray 8f1a-FRA, 1 attempt);\
             this 404 is not RealtimeKit's own: check the account id, the app id and the base URL
            KICK_ALL|401|A: b|{"errors":[{"code":10000,"message":"Authentication error"}]}\
            |Authentication error [10000] (HTTP 401, 1 attempt);\
             check the token, its permission (Realtime or Realtime Admin) and the account id
            GET|429|A: b|``|refused without a reason (HTTP 429, 3 attempts);\
             wait up to five minutes before the next call
            KICK_ALL|503|Retry-After: 90|``|refused without a reason (HTTP 503, 1 attempt);\
             wait 90 s before the next call; all participants may have been kicked
            GET|302|Location: https://a.com/|``|refused without a reason (HTTP 302, 1 attempt);\
             redirects are not followed: check the base URL
            GET|200|A: b|{"success":false,"who":"Anna"}|refused without a reason (HTTP 200, 1 attempt)
            CREATE_POLL|201|cf-ray: 8f1a-FRA|<html>Anna</html>|the response cannot be read, it is not JSON,\
             line 1 column 1 (HTTP 201, ray 8f1a-FRA, 1 attempt); the poll exists
            KICK|200|A: b|{"success":true,"data":{"participants":{"name":"Anna"}}}|the response cannot be read,\
             data.participants has the wrong JSON type (HTTP 200, 1 attempt); the participants were kicked
            KICK_ALL|200|A: b|{"success":true}|the response cannot be read, data is missing\
             (HTTP 200, 1 attempt); all participants were kicked
            GET|200|A: b|``|the response cannot be read, it is empty (HTTP 200, 1 attempt)
            GET|200|A: b|{"success":true,"data":{"id":"Anna"|the response cannot be read,\
             the JSON ends too early, line 1 column 36 (HTTP 200, 1 attempt)
            """)
    void namesOperationProblemFactsAndAdvice(Kind kind, int status, String header, String body, String message) {
        assertMessage(kind, Step.answer(status, body, header), message);
    }

    @Test
    void saysWhetherTheRequestMayHaveBeenProcessed() {
        assertMessage(
                Kind.CREATE_POLL,
                Step.answer(502, "<html>\n<title>Bad gateway</title>\n</html>"),
                "refused with <html> <title>Bad gateway</title> </html> (HTTP 502, 1 attempt)" + POLL_MAY_EXIST);
        assertMessage(
                Kind.CREATE_POLL,
                Step.silent().after(Duration.ofSeconds(20)),
                "no response within 20 s (1 attempt)" + POLL_MAY_EXIST);
        assertMessage(
                Kind.KICK,
                Step.reset(),
                "no complete response, java.net.SocketException: Connection reset (3 attempts);"
                        + " the participants may have been kicked");
        assertMessage(
                Kind.CREATE_POLL,
                Step.refused(),
                "the last attempt was not sent,"
                        + " java.net.ConnectException: Failed to connect to /127.0.0.1:80 (3 attempts)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 alice", CHUNKED + "alice\r\n", CHUNKED + "5alice\r\n",
                "alice@example.org", CHUNKED + "5 alice\r\n", CHUNKED + "-5;alice\r\nalice\r\n",
                "alice\r\n\r\n", CHUNKED + "5\r\nalicealice\r\n", CHUNKED + "99999999999999999999alice\r\n",
                "HTTP/1.1 200 OK\r\nalice", "HTTP/1.1 200 OK\r\nalice\r\n\r\n", OK_WITH_LENGTH + "alice\r\n\r\nalice",
                "HTTP/1.1 204 OK\r\nContent-Length: 5\r\n\r\nalice"
            })
    void aResponseThatIsNoHttpIsNotQuoted(String answer) {
        for (TestCall call : TestCall.all()) {
            MemoryNetwork network = new MemoryNetwork(Step.raw(answer));

            RealtimeKitException failure =
                    call.failure(RealtimeKitException.class, network.client().maxRetries(0));

            assertThat(Throwables.getStackTrace(failure))
                    .doesNotContain("lice")
                    .doesNotContain(ByteString.encodeUtf8("lice").hex());
        }
    }

    @Test
    void onlyQuotationsAreLeftOut() {
        Map<Throwable, String> texts = Map.of(
                new ProtocolException("Unexpected line: alice"), "java.net.ProtocolException: Unexpected line …",
                new ProtocolException("Unexpected \"alice"), "java.net.ProtocolException: Unexpected …",
                new ProtocolException("too many"), "java.net.ProtocolException: too many",
                new ProtocolException(), "java.net.ProtocolException",
                new EOFException("limit: alice"), "java.io.EOFException: limit …",
                new IOException("a: b"), "java.io.IOException: a: b",
                new IllegalStateException("a: b"), "java.lang.IllegalStateException: a: b");
        texts.forEach((problem, text) ->
                assertThat(Messages.textWithoutQuotation(problem)).isEqualTo(text));

        IOException thrown = new IOException("frame: alice");
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(Messages.textWithoutQuotation(thrown)).isEqualTo("java.io.IOException: frame: alice");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("okhttp3.internal.http2.A", "b", "A", 1)});
        assertThat(Messages.textWithoutQuotation(thrown)).isEqualTo("java.io.IOException: frame …");
    }
}
