package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.internal.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tokens that change, suppliers that fail, and tokens that the service echoes. */
class TokenTest {
    @EachOperation
    void supplierIsCalledOncePerAttempt(OperationCall call) {
        Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        Step busy = Step.answer(429, "");
        MemoryNetwork network = new MemoryNetwork(busy, busy, call.success());

        assertThat(call.result(network.client().apiToken(tokens::remove))).isEqualTo(call.value());
        assertThat(tokens).isEmpty();
        assertThat(network.requests())
                .extracting(request -> request.replaceAll("(?s).*(Authorization: \\w+ \\w+).*", "$1"))
                .containsExactly(
                        "Authorization: Bearer first", "Authorization: Bearer second", "Authorization: Bearer third");
        assertThat(network.requests())
                .allMatch(request -> request.contains("Accept: application/json\r\n")
                        && request.contains("User-Agent: realtimekit-active-session/"));
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> String thrown(Throwable problem) throws X {
        throw (X) problem;
    }

    @EachOperation
    void nothingIsSentWhenTheSupplierFails(OperationCall call) {
        Exception unchecked = new IllegalStateException("stale: " + OperationCall.TOKEN);
        Exception checked = new Exception("checked, and undeclared as in Kotlin: " + OperationCall.TOKEN);
        Exception transientElsewhere = new IOException("no connection for " + OperationCall.TOKEN);
        for (Exception problem : List.of(unchecked, checked, transientElsewhere)) {
            TransportException failure = failureWithoutToken(call, () -> TokenTest.<RuntimeException>thrown(problem));

            assertThat(failure)
                    .hasMessageEndingWith("'meeting-1': the token supplier failed, see the cause (1 attempt)")
                    .hasCause(problem);
        }
    }

    @EachOperation
    void nothingIsSentWithAnInvalidToken(OperationCall call) {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put(null, "must not be null");
        rules.put("", "must not be blank");
        rules.put("\"abcd\"", "must not include the quotes");
        rules.put("s3cret\n", "must be printable ASCII without spaces or line breaks, but character 7 of 7 is \\n");

        rules.forEach((token, rule) -> assertThat(failureWithoutToken(call, () -> token))
                .hasMessageEndingWith("'meeting-1': the token supplier returned an invalid token: the API token " + rule
                        + " (1 attempt)")
                .hasCauseInstanceOf(RuntimeException.class));
    }

    private static TransportException failureWithoutToken(OperationCall call, Supplier<String> supplier) {
        AtomicInteger supplied = new AtomicInteger();
        MemoryNetwork network = new MemoryNetwork(call.success());

        TransportException failure =
                call.failure(TransportException.class, network.client().apiToken(() -> {
                    supplied.incrementAndGet();
                    return supplier.get();
                }));

        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        assertThat(supplied).hasValue(1);
        assertThat(network.backoffs()).isEmpty();
        assertThat(network.connections()).isZero();
        return failure;
    }

    @EachOperation
    void anEchoedTokenIsReplaced(OperationCall call) {
        String text = "not " + OperationCall.TOKEN + ", nor Bearer " + OperationCall.TOKEN + "!";
        String body = "{\"errors\":[{\"code\":1,\"message\":\"T\",\"documentation_url\":\"T\",\"source\":"
                + "{\"pointer\":\"T\"},\"error_chain\":[\"T\"]}]}";
        for (String echo : List.of(body.replace("T", text), text)) {
            for (int status : List.of(400, 503)) {
                MemoryNetwork network = new MemoryNetwork(Step.answer(status, echo));

                ApiException failure =
                        call.failure(ApiException.class, network.client().maxRetries(0));

                assertThat(failure).hasMessageContaining("not [token], nor Bearer [token]!");
                assertThat(failure).hasMessageNotContaining(OperationCall.TOKEN);
                for (ApiError error : failure.errors()) {
                    assertThat(error.message()).isEqualTo("not [token], nor Bearer [token]!");
                    assertThat(error.documentationUrl().orElseThrow()).doesNotContain(OperationCall.TOKEN);
                    assertThat(error.pointer().orElseThrow()).doesNotContain(OperationCall.TOKEN);
                    assertThat(error.chain()).hasToString("[not [token], nor Bearer [token]!]");
                }
                assertThat(failure.response().body()).isEqualTo(echo);
            }
        }
    }

    private static String escaped(String token, String format) {
        return token.chars()
                .mapToObj(character -> String.format(format, character))
                .collect(Collectors.joining());
    }

    /** The token as services, frameworks and pages escape it. */
    private static List<String> escapedForms(String token) {
        return List.of(
                token.replace("/", "\\/"),
                token.replace("+", "\\u002B").replace("=", "\\u003d").replace("/", "\\u002f"),
                token.replace("+", "\\\\u002B"), // JSON in JSON
                escaped(token, "\\u%04x"),
                escaped(token, "\\u%04X"),
                token.replace("+", "&#43;").replace("/", "&#x2F;").replace("=", "&#061;"),
                token.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                token.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&apos;"),
                escaped(token, "&#%d;"),
                escaped(token, "%%%02X"));
    }

    @Test
    void anEchoedTokenIsReplacedHoweverItIsEscaped() {
        String token = "v1.0/ab+cd==&<x>'\"\\y";
        for (String form : escapedForms(token)) {
            // A page, a text, and JSON that is quoted in full because it is not shaped like an error.
            for (String body : List.of("<p>" + form + "</p>", "token " + form, "{\"sent\":[\"" + form + "\"]}")) {
                for (OperationCall call : OperationCall.both(OperationCall.Kind.GET)) {
                    ApiException failure = call.failure(
                            ApiException.class,
                            new MemoryNetwork(Step.answer(409, body)).client().apiToken(token));

                    assertThat(failure)
                            .as(form)
                            .hasMessageContaining("refused with " + body.replace(form, "[token]") + " (HTTP 409");
                }
            }
        }
    }

    @Test
    void anEchoedTokenIsReplacedInWhatWasDecoded() {
        String token = "v1.0/ab+cd==&<x>'y";
        for (String form : escapedForms(token)) {
            String body = "{\"errors\":[{\"message\":\"not " + form + "!\",\"error_chain\":[\"" + form + "\"]}]}";

            ApiException failure = OperationCall.both(OperationCall.Kind.KICK)
                    .get(0)
                    .failure(
                            ApiException.class,
                            new MemoryNetwork(Step.answer(409, body)).client().apiToken(token));

            assertThat(failure.errors()).as(form).hasToString("[not [token]! because of [[token]]]");
            assertThat(failure).hasMessageContaining("not [token]! because of [[token]] (HTTP 409");
        }
    }

    @Test
    void textAroundTheTokenIsKept() {
        String token = "ab/cd+ef==0123456789";
        String text = "ab/cd+ef==012345678, C:\\" + token + " and &#10;" + token + "0 in %2F\\\"";
        assertThat(Text.redact(text, token)).isEqualTo("ab/cd+ef==012345678, C:\\[token] and &#10;[token]0 in %2F\\\"");
        assertThat(Text.redact("\\".repeat(1_000_000), "/".repeat(40))).hasSize(1_000_000);
    }

    @Test
    void shortTokenGarblesNoMessage() {
        assertThat(Text.redact("a t123456789012345", "t123456789012345")).isEqualTo("a [token]");
        assertThat(Text.redact("a t12345678901234", "t12345678901234")).isEqualTo("a t12345678901234");
    }

    @EachOperation
    void anEchoedTokenIsReplacedInWhatOkHttpThrows(OperationCall call) {
        byte[] noHttp = ("Hello " + OperationCall.TOKEN + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        MemoryNetwork network = new MemoryNetwork(Step.raw(noHttp));

        TransportException failure =
                call.failure(TransportException.class, network.client().maxRetries(0));

        assertThat(failure).hasMessageContaining("Hello [token]").hasMessageNotContaining(OperationCall.TOKEN);
    }
}
