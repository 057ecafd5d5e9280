package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that change, and suppliers that fail. */
class TokenSupplierTest {
    private static final String CALLINGS = "io.github.realtimekit.activesession.Calling#all";

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void isAskedOnceForEachAttempt(Calling calling) {
        Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        Step busy = Step.answer(429, "");
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), busy, busy, calling.success());

        try (ActiveSessionClient client =
                network.client().apiToken(tokens::remove).build()) {
            assertThat(tokens).hasSize(3);
            assertThat(calling.on(client)).isNotNull();
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
    @MethodSource(CALLINGS)
    void whatGivesNoTokenFailsTheCallBeforeAnythingIsSent(Calling calling) {
        List<Supplier<String>> suppliers = List.of(
                () -> {
                    throw new IllegalStateException("the vault is shut");
                },
                () -> {
                    throw TokenSupplierTest.<RuntimeException>undeclared(new IOException("no such file"));
                },
                () -> null,
                () -> "",
                () -> "line\nbreak",
                () -> "Bearer x");
        for (Supplier<String> supplier : suppliers) {
            AtomicInteger asked = new AtomicInteger();
            VirtualClock clock = new VirtualClock();
            MemoryNetwork network = new MemoryNetwork(clock, calling.success());

            try (ActiveSessionClient client = network.client()
                    .apiToken(() -> {
                        asked.incrementAndGet();
                        return supplier.get();
                    })
                    .build()) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

                assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure).hasMessageContaining("token supplier").hasMessageNotContaining("break");
                assertThat(failure.getCause()).hasCauseInstanceOf(Exception.class);
            }
            assertThat(asked).hasValue(1);
            assertThat(clock.backoffs()).isEmpty();
            assertThat(network.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aSupplierThatFailsLaterDoesNotTellTheTokenBefore(Calling calling) {
        Queue<String> tokens = new ArrayDeque<>(List.of(Calling.TOKEN));
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(429, ""));

        try (ActiveSessionClient client = network.client()
                .apiToken(() -> {
                    if (tokens.isEmpty()) {
                        throw new IllegalStateException("cannot renew " + Calling.TOKEN);
                    }
                    return tokens.remove();
                })
                .build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

            assertThat(failure)
                    .hasStackTraceContaining("IllegalStateException: cannot renew [token]")
                    .extracting(Throwables::getStackTrace)
                    .asString()
                    .doesNotContain(Calling.TOKEN);
        }
    }

    /** As Kotlin does, and Java with a cast. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X undeclared(Exception exception) throws X {
        throw (X) exception;
    }

    @ParameterizedTest
    @MethodSource(CALLINGS)
    void aSupplierThatFailsLaterKeepsWhatIsKnownOfTheAttemptsBefore(Calling calling) {
        if (!calling.repeatable()) {
            return;
        }
        Queue<String> tokens = new ArrayDeque<>(List.of("first"));
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(503, ""));

        try (ActiveSessionClient client =
                network.client().apiToken(tokens::remove).build()) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> calling.on(client));

            assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
            assertThat(failure.attempts()).isEqualTo(2);
        }
        assertThat(network.requests()).hasSize(1);
    }
}
