package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that change, suppliers that fail, and redaction. */
class TokensTest {
    private static final String CALLS = "io.github.realtimekit.activesession.TestCall#all";

    @ParameterizedTest
    @MethodSource(CALLS)
    void aSupplierIsCalledOncePerAttempt(TestCall call) {
        Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        Step busy = Step.answer(429, "");
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), busy, busy, call.success());

        try (ActiveSessionClient client =
                network.client().apiToken(tokens::remove).build()) {
            assertThat(tokens).hasSize(3);
            assertThat(call.on(client)).isNotNull();
        }
        assertThat(tokens).isEmpty();
        assertThat(network.requests())
                .extracting(request -> request.lines()
                        .filter(line -> line.startsWith("Authorization:"))
                        .toList())
                .containsExactly(
                        List.of("Authorization: Bearer first"),
                        List.of("Authorization: Bearer second"),
                        List.of("Authorization: Bearer third"));
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void nothingIsSentWithoutAToken(TestCall call) {
        List<Supplier<String>> suppliers = List.of(
                () -> {
                    throw new IllegalStateException("the vault is shut");
                },
                () -> {
                    throw TokensTest.<RuntimeException>undeclared(new IOException("no such file"));
                },
                () -> null,
                () -> "",
                () -> "line\nbreak",
                () -> "Bearer x");
        for (Supplier<String> supplier : suppliers) {
            AtomicInteger supplied = new AtomicInteger();
            VirtualClock clock = new VirtualClock();
            MemoryNetwork network = new MemoryNetwork(clock, call.success());

            try (ActiveSessionClient client = network.client()
                    .apiToken(() -> {
                        supplied.incrementAndGet();
                        return supplier.get();
                    })
                    .build()) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

                assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure).hasMessageContaining("token supplier").hasMessageNotContaining("break");
                assertThat(failure.getCause()).hasCauseInstanceOf(Exception.class);
            }
            assertThat(supplied).hasValue(1);
            assertThat(clock.backoffs()).isEmpty();
            assertThat(network.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aFailingSupplierDoesNotLeakTheTokenBefore(TestCall call) {
        Queue<String> tokens = new ArrayDeque<>(List.of(TestCall.TOKEN));
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(429, ""));

        try (ActiveSessionClient client = network.client()
                .apiToken(() -> {
                    if (tokens.isEmpty()) {
                        throw new IllegalStateException("cannot renew " + TestCall.TOKEN);
                    }
                    return tokens.remove();
                })
                .build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

            assertThat(failure)
                    .hasStackTraceContaining("IllegalStateException: cannot renew [token]")
                    .extracting(Throwables::getStackTrace)
                    .asString()
                    .doesNotContain(TestCall.TOKEN);
        }
    }

    /** As Kotlin does, and Java with a cast. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X undeclared(Exception exception) throws X {
        throw (X) exception;
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void aFailingSupplierKeepsTheEarlierAttempts(TestCall call) {
        if (!call.idempotent()) {
            return;
        }
        Queue<String> tokens = new ArrayDeque<>(List.of("first"));
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(503, ""));

        try (ActiveSessionClient client =
                network.client().apiToken(tokens::remove).build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> call.on(client));

            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(failure.attempts()).isEqualTo(2);
        }
        assertThat(network.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void noTokenGarblesAMessage(TestCall call) {
        String body = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"it \\\\ is t\"}}";
        for (String token : List.of("t", "\"", "s", "{", "4", "any", "t".repeat(4_000))) {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(404, body));
            try (ActiveSessionClient client = network.client().apiToken(token).build()) {
                if (call.kind() == TestCall.Kind.FIND) {
                    assertThat(call.on(client)).isEqualTo(Optional.empty());
                    continue;
                }
                NotFoundException failure = catchThrowableOfType(NotFoundException.class, () -> call.on(client));

                assertThat(failure)
                        .hasMessageContaining(" meeting 'meeting-1': ")
                        .hasMessageEndingWith(" [404] (HTTP 404, 1 attempt)");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CALLS)
    void everyTokenOfTheCallIsRedacted(TestCall call) {
        Iterator<String> tokens = List.of("first-token", "second-token").iterator();
        MemoryNetwork network = new MemoryNetwork(
                new VirtualClock(),
                Step.answer(429, ""),
                Step.answer(401, "{\"message\":\"not first-token, not \\u0073econd-token\"}"));
        try (ActiveSessionClient client =
                network.client().apiToken(tokens::next).build()) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> call.on(client));

            assertThat(failure).hasMessageContaining("not [token], not [token] (HTTP 401");
            assertThat(failure.errors().get(0).message()).isEqualTo("not [token], not [token]");
        }
    }
}
