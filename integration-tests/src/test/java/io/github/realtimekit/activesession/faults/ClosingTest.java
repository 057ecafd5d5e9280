package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code close()} ends, and what it leaves alone. */
@Timeout(60)
class ClosingTest {
    /** Whose transport is closed. */
    enum Whose {
        OWN,
        HANDED_IN
    }

    @ParameterizedTest
    @EnumSource
    void laterCallsAreAnIllegalState(Operation operation) throws Exception {
        try (var server = new FaultServer()) {
            var client = Call.client(server.url()).build();
            new Call(operation, false).on(client);
            client.close();
            client.close();
            assertThatThrownBy(() -> new Call(operation, false).on(client)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> operation.start(client)).isInstanceOf(IllegalStateException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Whose.class)
    void callsOnTheWireEnd(Whose whose) throws Exception {
        endsInFlight(whose, silence());
    }

    @ParameterizedTest
    @EnumSource(Whose.class)
    void backoffsEnd(Whose whose) throws Exception {
        endsInFlight(whose, answer(429, "", "Retry-After: 50"));
    }

    @Test
    void clientOnTheSameTransportEndsWithIt() throws Exception {
        try (var server = new FaultServer()) {
            var client = Call.client(server.url()).build();
            var shared = client.newBuilder().timeout(Duration.ofSeconds(3)).build();
            shared.close();
            shared.get(Call.MEETING);
            client.async().get(Call.MEETING).join();
            assertThat(server.connections()).isEqualTo(1);
            client.close();
            assertThatThrownBy(() -> shared.get(Call.MEETING)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void itsConnectionsAreClosedWithIt() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        Reaction reaction = connection -> {
            success().to(connection);
            connection.waitForClientToGo(Duration.ofSeconds(30));
            left.countDown();
        };
        try (var server = new FaultServer(reaction)) {
            try (var client = Call.client(server.url()).build()) {
                client.get(Call.MEETING);
            }
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void endsInFlight(Whose whose, Reaction reaction) throws Exception {
        OkHttpClient http = new OkHttpClient();
        http.dispatcher().setMaxRequestsPerHost(100);
        List<Call> calls = Call.all().toList();
        CountDownLatch read = new CountDownLatch(calls.size());
        try (var server = new FaultServer().always(signalling(read, reaction))) {
            ActiveSessionClient.Builder builder = Call.client(server.url());
            var client = (whose == Whose.OWN ? builder : builder.httpClient(http)).build();
            List<CompletableFuture<RealtimeKitException>> ends = new ArrayList<>();
            for (Call call : calls) {
                CompletableFuture<RealtimeKitException> end = new CompletableFuture<>();
                ends.add(end);
                Thread thread = new Thread(() -> end.completeAsync(() -> call.failure(client), Runnable::run));
                thread.setDaemon(true);
                thread.start();
            }
            assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
            client.close();
            for (CompletableFuture<RealtimeKitException> end : ends) {
                assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
            }
            assertThat(server.requests()).hasSameSizeAs(calls);
        }
    }
}
