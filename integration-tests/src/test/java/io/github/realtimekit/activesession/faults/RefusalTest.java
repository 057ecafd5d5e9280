package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.patientClient;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that was not processed, according to HTTP/2, is sent again, even a poll. */
@Execution(ExecutionMode.CONCURRENT)
class RefusalTest {
    @EachCall
    void refusedStreamIsSentAgain(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    if (number == 1) {
                        connection.refuse();
                    }
                    connection.answerAll(call.operation());
                });
                var client = patientClient(server.url()).build()) {
            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(server.requests()).isEqualTo(2);
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
                var client = patientClient(server.url()).build()) {
            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @EachCall
    void refusalsAreRetriedWithinLimits(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    while (true) {
                        connection.refuse();
                    }
                });
                var client = patientClient(server.url()).maxRetries(1).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class).hasMessageContaining("REFUSED_STREAM");
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(server.requests()).isBetween(2, 6);
        }
    }

    /** OkHttp alone would send hundreds of requests in a second. */
    @EachCall
    void goAwayOnEachConnectionIsBounded(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    connection.request();
                    connection.goAway(0);
                    connection.request(); // none comes; but a reset could overtake what was sent
                });
                var client = patientClient(server.url()).maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(server.requests()).isBetween(1, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#notRepeatable")
    void pollThatIsLostInTheEndMayExist(Call poll) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    if (number == 1) {
                        connection.refuse();
                    }
                    connection.request();
                });
                var client = patientClient(server.url()).build()) {
            assertThat(poll.failure(client).requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).isEqualTo(2);
        }
    }
}
