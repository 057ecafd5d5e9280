package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call ends at its timeout, wherever it spends the time. */
@Execution(ExecutionMode.CONCURRENT)
class DeadlineOnTheWireTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    static Stream<Arguments> callEndsByItsTimeout() {
        return Call.inTurn()
                .flatMap(call -> Stream.of(Way.values())
                        .flatMap(way -> Stream.of(silence(), drip()).map(fault -> Arguments.of(call, way, fault))));
    }

    @ParameterizedTest
    @MethodSource
    void callEndsByItsTimeout(Call call, Way way, MockResponse fault) throws Exception {
        try (var service = way.service(fault);
                var client = limited(way.client(service)).build()) {
            assertThat(call.failure(client)).hasMessageContaining("the call's timeout of 1 s");
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#inTurn")
    @EnabledOnOs(OS.LINUX)
    void slowConnectEndsWithTheCall(Call call) throws Exception {
        try (var dead = new DeadAddress(0);
                var client = limited(Call.client("http://" + dead.ip() + ":" + dead.port()))
                        .build()) {
            assertThat(call.failure(client)).hasMessageContaining("the call's timeout of 1 s");
        }
    }

    /** OkHttp's writer holds its lock while it waits to send. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void peerThatStopsReadingHoldsNoThread(boolean supplied) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Set<Thread> threads = ConcurrentHashMap.newKeySet(); // the threads of calls, which ask for their tokens
        try (var server = new Http2Server((connection, number) -> await(never))) {
            var builder = Call.client(server.url())
                    .timeout(Duration.ofSeconds(3))
                    .apiToken(() -> {
                        threads.add(Thread.currentThread());
                        return Call.TOKEN;
                    });
            try (var client = (supplied ? builder.httpClient(new OkHttpClient()) : builder).build()) {
                List<CompletableFuture<?>> futures = new ArrayList<>();
                futures.add(client.async().kick(Call.MEETING, moreThanASocketBuffers()));
                for (int i = 0; i < 4; i++) {
                    futures.add(client.async().get(Call.MEETING));
                    new Thread(() -> catchThrowable(() -> client.get(Call.MEETING))).start();
                }
                for (CompletableFuture<?> future : futures) {
                    assertThat(failure(future)).isInstanceOf(TransportException.class);
                }
                for (Thread thread : threads) {
                    thread.join(PATIENCE.toMillis());
                    assertThat(thread.isAlive()).as("%s", thread).isFalse();
                }
            }
            never.countDown();
        }
    }

    private static Participants moreThanASocketBuffers() {
        return Participants.withIds("x".repeat(6 << 20));
    }

    private static ActiveSessionClient.Builder limited(ActiveSessionClient.Builder client) {
        return client.timeout(LIMIT).attemptTimeout(Duration.ofSeconds(60)).maxRetries(1_000);
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        return future.handle((value, failure) -> failure).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(); // longer than the test; closing the connection would free the threads
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
