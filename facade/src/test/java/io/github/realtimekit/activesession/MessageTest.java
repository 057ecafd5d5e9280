package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.OperationCall.Kind;
import io.github.realtimekit.activesession.internal.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole text of one exception of each kind, as it would appear in a log. */
class MessageTest {
    private static final String POLL_MAY_EXIST = "; the poll may exist: check the meeting before posting it again";
    private static final Map<Kind, String> SUBJECTS = Map.of(
            Kind.GET, "get the active session of meeting 'meeting-1': ",
            Kind.KICK, "kick participants of meeting 'meeting-1': ",
            Kind.KICK_ALL, "kick all participants of meeting 'meeting-1': ",
            Kind.CREATE_POLL, "create a poll in meeting 'meeting-1': ");

    private static void assertMessage(Kind kind, Step step, String message) {
        for (OperationCall call : OperationCall.both(kind)) {
            assertThat(call.failure(RealtimeKitException.class, new MemoryNetwork(step).client()))
                    .hasMessage(SUBJECTS.get(kind) + message);
        }
    }

    /** The operation, status and header; the body; the message after the subject. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            GET|404|cf-ray: 8f1a-FRA|{"success":false,"error":{"code":404,"message":"No active session found"}}\
            |No active session found [404] (HTTP 404, ray 8f1a-FRA, 1 attempt)
            KICK|404|cf-ray: 8f1a-FRA|{"errors":[{"code":7003,"message":"No route for that URI"}]}\
            |No route for that URI [7003] (HTTP 404, ray 8f1a-FRA, 1 attempt);\
             RealtimeKit's own 404 looks different: check the account id, the app id and the base URL
            KICK|400|A: b|{"errors":[{"code":7003,"message":"No route"}]}\
            |No route [7003] (HTTP 400, 1 attempt); check the account id, the app id and the base URL
            KICK_ALL|401|A: b|{"errors":[{"code":10000,"message":"Authentication error"}]}\
            |Authentication error [10000] (HTTP 401, 1 attempt);\
             check the token, its permission (Realtime or Realtime Admin) and the account id
            GET|200|A: b|{"success":false,"errors":[{"code":9106,"message":"Missing header"}]}\
            |the service reported failure with a 200: Missing header [9106] (HTTP 200, 1 attempt);\
             check the token, its permission (Realtime or Realtime Admin) and the account id
            GET|429|A: b|``|refused, no reason given (HTTP 429, 3 attempts);\
             wait up to five minutes before the next call
            KICK_ALL|503|Retry-After: 90|``|failed, no reason given (HTTP 503, 1 attempt);\
             wait 90 s before the next call; all participants may have been kicked
            GET|300|A: b|``|refused, no reason given (HTTP 300, 1 attempt);\
             redirects are not followed: check the base URL
            GET|400|A: b|``|refused, no reason given (HTTP 400, 1 attempt)
            GET|302|Location: https://a.com/|``|refused, no reason given (HTTP 302, 1 attempt);\
             redirects are not followed: check the base URL
            GET|200|A: b|{"success":false,"who":"Anna"}\
            |the service reported failure with a 200 and gave no reason (HTTP 200, 1 attempt)
            KICK|202|A: b|{"success":false,"error":{"code":9,"message":"Not now"}}\
            |the service reported failure with a 202: Not now [9] (HTTP 202, 1 attempt)
            GET|403|cf-ray: 8f1a-FRA|<title>Attention Required!</title>\
            |refused with <title>Attention Required!</title> (HTTP 403, ray 8f1a-FRA, 1 attempt);\
             this 403 is not the API's own: the network edge or a proxy refused this caller, not the token
            GET|403|A: b|``|refused, no reason given (HTTP 403, 1 attempt)
            GET|403|A: b|{}|refused with {} (HTTP 403, 1 attempt);\
             check the token, its permission (Realtime or Realtime Admin) and the account id
            KICK|422|A: b|{"error":{"code":422,"message":["ids are too long","ids are unknown"]}}\
            |ids are too long; ids are unknown [422] (HTTP 422, 1 attempt)
            GET|422|Retry-After: 86400|``|refused, no reason given (HTTP 422, 1 attempt); wait 86400 s before the next call
            GET|422|Retry-After: 99999999999|``|refused, no reason given (HTTP 422, 1 attempt);\
             wait more than a day before the next call
            KICK|200|A: b|{"success":true,"data":{"participants":{"name":"Anna"}}}|the response cannot be read:\
             data.participants has the wrong JSON type (HTTP 200, 1 attempt); the participants may have been kicked
            KICK_ALL|200|A: b|{"success":true}|the response cannot be read: data is missing\
             (HTTP 200, 1 attempt); all participants may have been kicked
            GET|200|A: b|{"success":true,"data":{"id":"Anna"|the response cannot be read:\
             the JSON ends too early, line 1 column 36 (HTTP 200, no content type, 1 attempt);\
             check the base URL and any proxy in between
            """)
    void messageNamesOperationProblemFactsAndAdvice(Kind kind, int status, String header, String body, String message) {
        assertMessage(kind, Step.answer(status, body, header), message);
    }

    /** Responses that do not come from the API: the body, header, problem and content type. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            <html>Anna</html>|Content-Type: text/html; charset=utf-8|it is not JSON, line 1 column 1|text/html; charset=utf-8
            ``|A: b|it is empty|no content type
            OK|Content-Type: text/plain|it is not JSON, line 1 column 1|text/plain
            {"error":"Anna"}|Content-Type: application/json|data is missing|application/json
            []|Content-Type: application/json|the document has the wrong JSON type|application/json
            null|Content-Type: application/json|data is missing|application/json
            """)
    void messageAboutA200FromSomethingElsePointsAtBaseUrlAndProxy(
            String body, String header, String problem, String contentType) {
        String facts = "the response cannot be read: " + problem + " (HTTP 200, " + contentType
                + ", ray 8f1a-FRA, 1 attempt); check the base URL and any proxy in between";
        Step page = Step.answer(200, body, header, "cf-ray: 8f1a-FRA");
        assertMessage(Kind.GET, page, facts);
        assertMessage(Kind.KICK, page, facts + "; the participants may have been kicked");
        assertMessage(Kind.KICK_ALL, page, facts + "; all participants may have been kicked");
        assertMessage(Kind.CREATE_POLL, page, facts + POLL_MAY_EXIST);
    }

    @Test
    void messageSaysWhatMayHaveTakenEffect() {
        assertMessage(
                Kind.CREATE_POLL,
                Step.answer(502, "<html>\n<title>Bad gateway</title>\n</html>"),
                "failed with <html> <title>Bad gateway</title> </html> (HTTP 502, 1 attempt)" + POLL_MAY_EXIST);
        assertMessage(
                Kind.KICK,
                Step.reset(),
                "no complete response: java.net.SocketException: Connection reset (3 attempts);"
                        + " the participants may have been kicked");
        assertMessage(
                Kind.CREATE_POLL,
                Step.refused(),
                "the request was not sent:"
                        + " java.net.ConnectException: Failed to connect to /127.0.0.1:80 (3 attempts)");
    }

    @Test
    void messageSaysThatOnlyTheLastAttemptWasNotSent() {
        for (OperationCall call : OperationCall.all()) {
            MemoryNetwork network = new MemoryNetwork(Step.answer(429, ""), Step.refused(), Step.refused());

            assertThat(call.failure(TransportException.class, network.client()))
                    .hasMessageContaining("the last attempt was not sent: java.net.ConnectException")
                    .hasMessageContaining("(3 attempts)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\u001bb", "a\u0085b", "a\u2028b", "a\u202eb", "a\ufeffb", "a \n \u0007 b"})
    void theMessageIsOneLineWithoutControlCharacters(String text) {
        assertThat(ApiException.fromResponse(500, text)).hasMessageContaining("failed with a b (HTTP 500");
        IOException thrown = new IOException(text);
        MemoryNetwork network = new MemoryNetwork(Step.failing(() -> thrown));
        for (OperationCall call : OperationCall.both(Kind.CREATE_POLL)) {
            assertThat(call.failure(TransportException.class, network.client()))
                    .hasMessageContaining("IOException: a b (1 attempt)")
                    .hasRootCauseMessage(text);
        }
    }

    @Test
    void longMessageIsCutAndTheBodyIsKeptWhole() {
        String text = "\"" + "x".repeat(100_000) + "\"";
        for (String body : List.of(
                text,
                "{\"message\":" + text + "}",
                "{\"errors\":[" + text + "," + text + "," + text + ",7]}",
                "{\"errors\":[{\"message\":" + text + ",\"error_chain\":[" + text + "]}]}")) {
            ApiException failure = ApiException.fromResponse(500, body);

            assertThat(failure.getMessage()).hasSizeLessThan(1_500);
            assertThat(failure.response().body()).isEqualTo(body);
        }
    }

    @Test
    void anExcerptIsReadableAndShowsTheWholeLength() {
        assertThat(Text.excerpt("Größe 会議 😀 €")).isEqualTo("Größe 会議 😀 €");
        assertThat(Text.excerpt("a \ud83e\udec8 \ue000"))
                .isEqualTo("a \ud83e\udec8 \ue000"); // newer than Java 17; private
        assertThat(Text.excerpt("a\ud800b")).isEqualTo("a b");
        assertThat(Text.excerpt("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(Text.excerpt("x".repeat(301))).isEqualTo("x".repeat(300) + "… (301 characters)");
        assertThat(Text.excerpt("x".repeat(299) + "😀")).isEqualTo("x".repeat(299) + "… (301 characters)");
        assertThat(Text.excerpt("x" + " ".repeat(2_999))).isEqualTo("x");
        assertThat(Text.excerpt("x" + " ".repeat(3_000))).isEqualTo("x… (3001 characters)");
        assertThat(Text.excerpt(" ".repeat(3_000) + "x")).isEqualTo("… (3001 characters)");
    }

    private static byte[] gzip(String text) throws IOException {
        Buffer compressed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(compressed))) {
            sink.writeUtf8(text);
        }
        return compressed.readByteArray();
    }

    @Test
    void aBodyIsReadUpToItsLimit() throws IOException {
        int limit = 16 * 1024 * 1024;
        for (OperationCall call : OperationCall.both(Kind.KICK)) {
            for (boolean isLarger : List.of(false, true)) {
                String body = "\uFEFF[" + " ".repeat(isLarger ? limit : limit - 4); // a byte order mark has three
                MemoryNetwork network = new MemoryNetwork(Step.answer(200, gzip(body), "Content-Encoding: gzip"));

                UnreadableResponseException failure = call.failure(UnreadableResponseException.class, network.client());

                assertThat(failure).hasMessageContaining(isLarger ? "it is larger than 16 MiB" : "wrong JSON type");
                assertThat(failure.response().body()).hasSize((isLarger ? 65_536 : limit) - 3);
            }
        }
    }
}
