package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection that died while it was idle: what is idempotent goes out once more within its attempt, at once and
 * uncounted; what is not never does.
 */
@Timeout(60)
class IdleConnectionTest {
    private static final String IDEMPOTENT = "io.github.realtimekit.activesession.operations.Call#idempotent";
    private static final String NOT_IDEMPOTENT = "io.github.realtimekit.activesession.operations.Call#notIdempotent";

    @ParameterizedTest
    @MethodSource(IDEMPOTENT)
    void secondPassNeedsNoRetry(Call call) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (var server = new FaultServer(closingAfterIts(success(), closed));
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(IDEMPOTENT)
    void thereIsNoThirdPass(Call call) throws Exception {
        try (var server = new FaultServer(success()).always(hangUp());
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).as("the first call, and two passes").hasSize(3);
        }
    }

    static Stream<Call> firstPassCountsWhenTheSecondIsAnswered() {
        return Call.idempotent().filter(call -> call.operation() != Operation.FIND); // which has a value for a 404
    }

    @ParameterizedTest
    @MethodSource
    void firstPassCountsWhenTheSecondIsAnswered(Call call) throws Exception {
        try (var server = new FaultServer(success(), hangUp(), answer(404, Golden.text("errors/realtimekit.json")));
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(NotFoundException.class);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(NOT_IDEMPOTENT)
    void pollHasNoSecondPass(Call poll) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (var server = new FaultServer(closingAfterIts(success(), closed));
                var client = Call.client(server.url()).build()) {
            poll.on(client);
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(poll.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(IDEMPOTENT)
    void noSecondPassWhereTheClientForbidsIt(Call call) throws Exception {
        OkHttpClient http =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        try (var server = new FaultServer(success(), hangUp());
                var client =
                        Call.client(server.url()).httpClient(http).maxRetries(0).build()) {
            call.on(client);
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @EachCall
    void goAwayOnEachConnectionIsBounded(Call call) throws Exception {
        try (var server = new Http2FaultServer(Http2FaultServer.Fault.GO_AWAY).answering(call.operation());
                var client = OverHttp2Test.http2(server.url()).maxRetries(0).build()) {
            assertThat(call.failure(client).attempts()).isEqualTo(1);
            assertThat(server.requests()).isBetween(1, call.operation().idempotent() ? 2 : 1);
        }
    }

    /** The connection is shut down after it was chosen and before the stream opens. */
    @EachCall
    void requestThatNeverLeftIsSentOnAnotherConnection(Call call) throws Exception {
        try (var server = new Http2FaultServer(Http2FaultServer.Fault.NONE).answering(call.operation())) {
            AtomicInteger requests = new AtomicInteger();
            OkHttpClient http = new OkHttpClient.Builder()
                    .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                    .addNetworkInterceptor(chain -> {
                        if (requests.incrementAndGet() == 2) {
                            server.goAway(Duration.ofSeconds(20));
                        }
                        return chain.proceed(chain.request());
                    })
                    .build();
            try (ActiveSessionClient client =
                    Call.client(server.url()).httpClient(http).build()) {
                call.on(client);
                assertThat(call.on(client)).isNotNull();
            }
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static Reaction closingAfterIts(Reaction answer, CountDownLatch closed) {
        return connection -> {
            answer.to(connection);
            connection.hangUp();
            closed.countDown();
        };
    }
}
