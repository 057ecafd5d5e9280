package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that change, suppliers that fail, and redaction. */
class TokensTest {
    private static Tokens using(String... used) throws IOException {
        Iterator<String> supplied = List.of(used).iterator();
        Tokens tokens = new Tokens(supplied::next);
        for (int i = 0; i < used.length; i++) {
            tokens.next();
        }
        return tokens;
    }

    @EveryCall
    void aSupplierIsCalledOncePerAttempt(TestCall call) {
        Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        Step busy = Step.answer(429, "");
        MemoryNetwork network = new MemoryNetwork(busy, busy, call.success());

        assertThat(call.result(network.client().apiToken(tokens::remove))).isNotNull();
        assertThat(tokens).isEmpty();
        assertThat(network.requests())
                .extracting(request -> request.replaceAll("(?s).*(Authorization: \\w+ \\w+).*", "$1"))
                .containsExactly(
                        "Authorization: Bearer first", "Authorization: Bearer second", "Authorization: Bearer third");
    }

    @EveryCall
    void nothingIsSentWithoutAToken(TestCall call) {
        List<Supplier<String>> suppliers = List.of(
                () -> {
                    throw new IllegalStateException("stale: " + TestCall.TOKEN);
                },
                () -> {
                    throw OutcomeTest.<RuntimeException>sneaky(new IOException("no such file"));
                },
                () -> null,
                () -> "",
                () -> "line\nbreak",
                () -> "Bearer x");
        for (Supplier<String> supplier : suppliers) {
            AtomicInteger supplied = new AtomicInteger();
            MemoryNetwork network = new MemoryNetwork(call.success());

            TransportException failure =
                    call.failure(TransportException.class, network.client().apiToken(() -> {
                        supplied.incrementAndGet();
                        return supplier.get();
                    }));

            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(failure)
                    .hasMessageEndingWith("'meeting-1': the token supplier failed, see the cause (1 attempt)");
            assertThat(failure.getCause()).hasCauseInstanceOf(Exception.class);
            assertThat(supplied).hasValue(1);
            assertThat(network.backoffs()).isEmpty();
            assertThat(network.connections()).isZero();
        }
    }

    @EveryCall
    void aSupplierThatFailsLaterLeaksNoToken(TestCall call) {
        Queue<String> tokens = new ArrayDeque<>(List.of(TestCall.TOKEN));
        Step open = call.idempotent() ? Step.answer(503, "") : Step.refused();
        MemoryNetwork network = new MemoryNetwork(open);

        TransportException failure =
                call.failure(TransportException.class, network.client().apiToken(() -> {
                    if (tokens.isEmpty()) {
                        throw new IllegalStateException("cannot renew " + TestCall.TOKEN);
                    }
                    return tokens.remove();
                }));

        assertThat(failure)
                .hasStackTraceContaining("IllegalStateException: cannot renew [token]")
                .extracting(Throwables::getStackTrace)
                .asString()
                .doesNotContain(TestCall.TOKEN);
        assertThat(failure.requestMayHaveBeenProcessed()).isEqualTo(call.idempotent());
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(network.connections()).isEqualTo(1);
    }

    @EveryCall
    void noTokenGarblesAMessage(TestCall call) {
        String body = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"it \\\\ is t\"}}";
        for (String token : List.of("t", "\"", "s", "{", "4", "any", "t".repeat(4_000))) {
            ActiveSessionClient.Builder builder =
                    new MemoryNetwork(Step.answer(404, body)).client().apiToken(token);
            if (call.kind() == TestCall.Kind.FIND) {
                assertThat(call.result(builder)).isEqualTo(Optional.empty());
            } else {
                assertThat(call.failure(NotFoundException.class, builder))
                        .hasMessageContaining(" meeting 'meeting-1': ")
                        .hasMessageEndingWith(" [404] (HTTP 404, 1 attempt)");
            }
        }
    }

    @EveryCall
    void everyTokenOfTheCallIsRedacted(TestCall call) {
        Iterator<String> tokens = List.of("first-token", "second-token").iterator();
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, ""), Step.answer(401, "{\"message\":\"not first-token, not \\u0073econd-token\"}"));

        ApiException failure = call.failure(ApiException.class, network.client().apiToken(tokens::next));

        assertThat(failure).hasMessageContaining("not [token], not [token] (HTTP 401");
        assertThat(failure.errors().get(0).message()).isEqualTo("not [token], not [token]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a\"/b, [token]", "xa\"/by, x[token]y", "a\"/ba\"/bc, [token][token]", "a\"/, a\"/",
                "a\\\"\\/b, [token]", "x\\u0061\\u0022\\u002Fb, x[token]", "a\"\\u002fbc, [token]",
                        "a\"\\u002, a\"\\u002",
                "a\"\\, a\"\\", "a\\\"/\\u0062, [token]", "a\\\"/\\u0063, a\\\"/\\u0063"
            })
    void aTokenIsRedactedWhereverItStands(String text, String redacted) throws IOException {
        assertThat(using("a\"/b", "a\"/bc").redact(text)).isEqualTo(redacted);
    }

    @Test
    void aThrowableIsRedactedOnlyIfItHasToBe() throws IOException {
        Tokens tokens = using("s3cret");
        Throwable dirty = new IllegalStateException("not s3cret");
        Throwable withDirty = new IllegalStateException("fine");
        withDirty.addSuppressed(new IOException(dirty));

        assertThat(tokens.redact(dirty)).hasMessage("java.lang.IllegalStateException: not [token]");
        assertThat(tokens.redact(dirty).getStackTrace()).isEqualTo(dirty.getStackTrace());
        assertThat(tokens.redact(withDirty)).hasMessage("java.lang.IllegalStateException: fine");
        assertThat(tokens.redact(withDirty).getSuppressed()).isEmpty();
        assertThat(tokens.redact(new IOException("fine", dirty))).hasNoCause();

        Throwable causes = null;
        Throwable suppressed = new IOException("fine");
        for (int depth = 1; depth <= 21; depth++) { // of causes that are not looked at, the worst is assumed
            causes = new IOException("fine", causes);
            assertThat(tokens.redact(causes) == causes).isEqualTo(depth <= 20);
            assertThat(tokens.redact(suppressed) == suppressed).isEqualTo(depth <= 20);
            Throwable outer = new IOException("fine");
            outer.addSuppressed(suppressed);
            suppressed = outer;
        }
    }
}
