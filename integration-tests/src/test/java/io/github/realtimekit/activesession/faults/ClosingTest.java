package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
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
    @EnumSource(Op.class)
    void twiceDoesNoHarmAndLaterCallsSayWhatIsWrong(Op op) throws Exception {
        try (var server = new FaultServer()) {
            var client = Way.client(server.url()).build();
            new Way(op, false).call(client);
            client.close();
            client.close();
            assertThatThrownBy(() -> op.call(client, Way.MEETING))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> op.start(client, Way.MEETING))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
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
    void waitsEnd(Whose whose) throws Exception {
        endsInFlight(whose, answer(429, "", "Retry-After: 50"));
    }

    @Test
    void aClientOnTheSameTransportEndsNothingButEndsWithIt() throws Exception {
        try (var server = new FaultServer()) {
            var client = Way.client(server.url()).build();
            var shared = client.newBuilder().timeout(Duration.ofSeconds(3)).build();
            shared.close();
            new Way(Op.GET, false).call(shared);
            new Way(Op.GET, true).call(client);
            assertThat(server.connections()).isEqualTo(1);
            client.close();
            assertThatThrownBy(() -> shared.get(Way.MEETING)).isInstanceOf(IllegalStateException.class);
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
            try (var client = Way.client(server.url()).build()) {
                client.get(Way.MEETING);
            }
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void endsInFlight(Whose whose, Reaction reaction) throws Exception {
        OkHttpClient http = new OkHttpClient();
        http.dispatcher().setMaxRequestsPerHost(100);
        List<Way> ways = Way.all().toList();
        CountDownLatch read = new CountDownLatch(ways.size());
        Reaction counted = connection -> {
            read.countDown();
            reaction.to(connection);
        };
        try (var server = new FaultServer().always(counted)) {
            ActiveSessionClient.Builder builder = Way.client(server.url());
            var client = (whose == Whose.OWN ? builder : builder.httpClient(http)).build();
            List<CompletableFuture<RealtimeKitException>> ends = new ArrayList<>();
            for (Way way : ways) {
                CompletableFuture<RealtimeKitException> end = new CompletableFuture<>();
                ends.add(end);
                Thread thread = new Thread(() -> end.completeAsync(() -> way.failure(client), Runnable::run));
                thread.setDaemon(true);
                thread.start();
            }
            assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
            client.close();
            for (CompletableFuture<RealtimeKitException> end : ends) {
                assertThat(end.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("the client was closed");
            }
            assertThat(server.requests()).hasSameSizeAs(ways);
        }
    }
}
