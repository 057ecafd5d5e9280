package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are refused, numerous, forgotten by a router, closed by the peer, or dead. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionsTest {
    @EachCall
    void untrustedServerEndsTheCallImmediately(Call call) throws Exception {
        try (var stranger = Service.stranger();
                var client = stranger.client().build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e)
                    .isInstanceOf(TransportException.class)
                    .hasCauseInstanceOf(SSLException.class)
                    .hasMessageContaining("the server's certificate is not trusted: check the trust store");
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
            assertThat(stranger.requests()).isEmpty();
        }
    }

    /** The server responds to none of them before it has read the last. */
    @ParameterizedTest
    @EnumSource(names = {"OWN_HTTP_1", "OWN_HTTP_2"})
    void manyCallsRunAtOnceAndKeepTheirConnections(Way way) throws Exception {
        int many = 100;
        try (var service = way.service();
                var client = way.patientClient(service.url()).maxRetries(0).build()) {
            for (int round = 0; round < 2; round++) {
                service.always(together(many));
                Stream<CompletableFuture<?>> calls =
                        IntStream.range(0, many).mapToObj(i -> TestedOperation.GET.start(client));
                CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(service.requests()).hasSize(2 * many);
            if (way == Way.OWN_HTTP_1) {
                assertThat(service.connections()).isEqualTo(many);
            }
        }
    }

    /** A router has forgotten the four connections in the pool. New ones work. */
    @EachCall
    void oneForgottenConnectionCostsOneAttempt(Call call) throws Exception {
        try (var service = http1().always(together(4));
                var patient = service.patientClient().build();
                var client = patient.newBuilder()
                        .attemptTimeout(Duration.ofSeconds(2))
                        .maxRetries(40) // a busy machine may need some of them
                        .build()) {
            fourConnections(patient);
            service.always(request -> isFirst(request) ? success(request) : silence());
            if (call.operation().repeatable()) {
                assertThat(call.on(client)).isEqualTo(call.success());
            } else {
                RealtimeKitException e = call.failure(client);
                assertThat(e.attempts()).isEqualTo(1);
                assertThat(e.requestMayHaveBeenProcessed()).isTrue();
                assertThat(call.on(patient)).isEqualTo(call.success());
            }
            assertThat(service.requests().stream().filter(request -> !isFirst(request)))
                    .as("requests on connections that were used before")
                    .hasSize(1);
        }
    }

    private static boolean isFirst(RecordedRequest onItsConnection) {
        return onItsConnection.getSequenceNumber() == 0;
    }

    private static void fourConnections(ActiveSessionClient client) throws Exception {
        Stream<CompletableFuture<?>> calls = IntStream.range(0, 4).mapToObj(i -> TestedOperation.GET.start(client));
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Function<RecordedRequest, MockResponse> together(int calls) {
        CountDownLatch all = new CountDownLatch(calls);
        return request -> {
            all.countDown();
            try {
                return all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? success(request) : hangUp();
            } catch (InterruptedException e) {
                return hangUp();
            }
        };
    }

    static Stream<Arguments> connectionThatThePeerHasClosedCostsNothing() {
        return Call.with(Call.all(), List.of(SocketPolicy.DISCONNECT_AT_END, SocketPolicy.SHUTDOWN_OUTPUT_AT_END));
    }

    /** Node and Apache do this after five seconds without a request. */
    @ParameterizedTest
    @MethodSource
    void connectionThatThePeerHasClosedCostsNothing(Call call, SocketPolicy end) throws Exception {
        try (var service = http1(success(call.operation()).setSocketPolicy(end));
                var client = service.client().maxRetries(0).build()) {
            call.on(client);
            assertThat(service.hasSeenTheEndOf(1)).isTrue();
            assertThat(call.on(client)).isEqualTo(call.success());
            if (!call.operation().repeatable()) {
                assertThat(service.requests())
                        .extracting(RecordedRequest::getSequenceNumber)
                        .containsExactly(0, 0);
            }
        }
    }

    static Stream<Call> deadHttp2ConnectionIsReplaced() {
        return Call.both(TestedOperation.GET);
    }

    /** No attempt times out. The unanswered pings are noticed. */
    @ParameterizedTest
    @MethodSource
    void deadHttp2ConnectionIsReplaced(Call call) throws Exception {
        try (var server = new Http2Server((connection, number) -> {
                    if (number == 1) {
                        connection.fallSilent();
                    }
                    connection.answerAll(call.operation());
                });
                var client = Call.client(server.url())
                        .timeout(PATIENCE)
                        .attemptTimeout(PATIENCE)
                        .build()) {
            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(server.connections()).isGreaterThan(1);
        }
    }
}
