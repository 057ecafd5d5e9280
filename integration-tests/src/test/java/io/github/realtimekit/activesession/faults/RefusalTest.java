package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP/2 says was not processed is sent again, a poll too. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class RefusalTest {
    private static final int REFUSED_STREAM = 7;

    @EachCall
    void refusedStreamIsSentAgain(Call call) throws Exception {
        try (var service = http2(reset(REFUSED_STREAM));
                var client = service.client().build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(service.requests()).hasSize(2);
        }
    }

    @EachCall
    void streamAboveTheLastOfAGoAwayIsSentAgain(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    if (number == 1) {
                        connection.request();
                        connection.goAway(0);
                    }
                    connection.answerAll(call.operation());
                });
                var client = Call.client(server.url()).build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @EachCall
    void refusalsAreRetriedWithinLimits(Call call) throws Exception {
        try (var service = http2(
                        reset(REFUSED_STREAM), reset(REFUSED_STREAM), reset(REFUSED_STREAM), reset(REFUSED_STREAM));
                var client = service.client().maxRetries(1).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class).hasMessageContaining("REFUSED_STREAM");
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(service.requests()).hasSizeBetween(2, 4);
        }
    }

    /** OkHttp alone would send hundreds of requests in a second. */
    @EachCall
    void goAwayOnEachConnectionIsBounded(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    connection.request();
                    connection.goAway(0);
                    connection.request(); // there is none, but a reset could overtake what was said
                });
                var client = Call.client(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(server.requests()).isBetween(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#notRepeatable")
    void pollThatIsLostInTheEndMayExist(Call poll) throws Exception {
        try (var service = http2(reset(REFUSED_STREAM), hangUp());
                var client = service.client().build()) {
            assertThat(poll.failure(client).requestMayHaveBeenProcessed()).isTrue();
            assertThat(service.requests()).hasSize(2);
        }
    }
}
