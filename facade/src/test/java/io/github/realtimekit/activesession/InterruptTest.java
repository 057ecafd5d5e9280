package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt keeps a blocking call from sending and ends its backoff, and the flag stays set. */
@Timeout(60)
class InterruptTest {
    private static MemoryNetwork busy() {
        return new MemoryNetwork(Step.answer(429, "", "Retry-After: 30"));
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        for (Call call : Call.blocking()) {
            MemoryNetwork network = busy();
            Thread.currentThread().interrupt();
            TransportException failure = call.failure(TransportException.class, network.client());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("the request was not sent, java.")
                    .hasMessageContaining("nterrupted");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.requests()).isEmpty();
            assertThat(network.backoffs()).isEmpty();
        }
    }

    @Test
    void anInterruptedBackoffEndsAtOnce() {
        Thread caller = Thread.currentThread();
        for (Call call : Call.blocking()) {
            MemoryNetwork network = busy();
            TransportException failure = call.failure(
                    TransportException.class, network.client().clock(new WatchedClock(none -> caller.interrupt())));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("'meeting-1': interrupted before attempt 2 (1 attempt)")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Test
    void anInterruptedExceptionKeepsTheInterrupt() {
        for (Call call : Call.blocking()) {
            TransportException failure = call.failure(
                    TransportException.class,
                    busy().client(http -> http.addInterceptor(chain -> {
                        throw InterruptTest.<RuntimeException>unchecked(new InterruptedException()); // OkHttp 5 does
                    })));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    @SuppressWarnings("unchecked") // as Kotlin throws it
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
