package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand calls are on the wire at the same time: the server answers none before it has read the last. */
@Timeout(120)
@Isolated("a thousand calls need the machine for themselves")
class ManyCallsTest {
    private static final int MANY = 1_000;

    private final CountDownLatch all = new CountDownLatch(MANY);
    private final Reaction whenAllAreThere = connection -> {
        all.countDown();
        try {
            if (all.await(100, TimeUnit.SECONDS)) {
                success().to(connection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    };

    private interface Start {
        CompletableFuture<ActiveSession> with(ActiveSessionClient client) throws ReflectiveOperationException;
    }

    @Test
    void asynchronously() throws Exception {
        allAreAnswered(client -> client.async().get(Call.MEETING));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void fromVirtualThreads() throws Exception {
        allAreAnswered(client -> {
            CompletableFuture<ActiveSession> session = new CompletableFuture<>();
            CancelAndCloseTest.virtual(() -> session.complete(client.get(Call.MEETING)));
            return session;
        });
    }

    private void allAreAnswered(Start start) throws Exception {
        try (var server = new FaultServer().always(whenAllAreThere);
                var client = Call.client(server.url()).maxRetries(0).build()) {
            List<CompletableFuture<ActiveSession>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                calls.add(start.with(client));
            }
            for (CompletableFuture<ActiveSession> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).response().attempts()).isEqualTo(1);
            }
            assertThat(server.requests()).hasSize(MANY);
        }
    }
}
