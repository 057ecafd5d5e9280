package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    @EachCall
    void secondPassNeedsNoRetry(Call call) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Reaction closing = connection -> {
            success().to(connection);
            connection.hangUp();
            closed.countDown();
        };
        boolean idempotent = call.operation().idempotent();
        try (var server = new FaultServer(closing);
                var client =
                        Call.client(server.url()).maxRetries(idempotent ? 0 : 2).build()) {
            call.on(client);
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            if (idempotent) {
                assertThat(call.on(client)).isNotNull();
                assertThat(server.connections()).isEqualTo(2);
            } else {
                assertThat(call.failure(client).attempts()).isEqualTo(1);
            }
            assertThat(server.requests()).hasSize(idempotent ? 2 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#idempotent")
    void firstPassCountsWhenTheSecondIsAnswered(Call call) throws Exception {
        try (var server = new FaultServer(success(), hangUp(), answer(409, ""));
                var client = Call.client(server.url()).maxRetries(0).build()) {
            call.on(client);
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(ApiException.class);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#idempotent")
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
}
