package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.PATIENCE;
import static io.github.realtimekit.activesession.faults.Service.http2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Names with several addresses, the first of which are dead. A short attempt finds that out. The next attempt may take
 * as long as a busy machine needs, and would hang if it started with the same address.
 */
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(OS.LINUX)
class AddressesTest {
    private static final InetAddress GOOD = InetAddress.getLoopbackAddress();

    /** A client whose attempts may take as long as the test. */
    private static ActiveSessionClient.Builder patient(ActiveSessionClient.Builder client) {
        return client.timeout(PATIENCE).attemptTimeout(PATIENCE).maxRetries(0);
    }

    private static ActiveSessionClient.Builder patientClient(Service service, InetAddress... addresses) {
        return patient(service.client())
                .customizeHttpClient(
                        http -> http.dns(host -> List.of(addresses)).pingInterval(Duration.ZERO));
    }

    private static void attemptInVain(Call call, ActiveSessionClient client, SilentAddress silent) throws IOException {
        ActiveSessionClient hurried =
                client.newBuilder().attemptTimeout(Duration.ofSeconds(2)).build();
        do {
            RealtimeKitException e = call.failure(hurried);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isFalse();
        } while (silent.connections() == 0); // a busy machine may not get that far in time
    }

    @EachCall
    void silentAddressIsNotTheFirstChoiceOfTheNextAttempt(Call call) throws Exception {
        try (var service = http2();
                var silent = new SilentAddress(service.port());
                var client = patientClient(service, silent.address(), GOOD).build()) {
            attemptInVain(call, client, silent);

            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(service.requests()).hasSize(1);
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @EachCall
    void deadAddressAndSilentAddressCostOneAttemptTogether(Call call) throws Exception {
        try (var service = http2();
                var dead = new DeadAddress(service.port());
                var silent = new SilentAddress(service.port());
                var client = patientClient(service, InetAddress.getByName(dead.ip()), silent.address(), GOOD)
                        .build()) {
            attemptInVain(call, client, silent);

            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    /** Counts the calls that shake hands, and those that have ended. */
    private static final class Progress extends EventListener {
        private final CountDownLatch shakeHands;
        private final CountDownLatch ended;

        Progress(int calls) {
            shakeHands = new CountDownLatch(calls);
            ended = new CountDownLatch(calls);
        }

        @Override
        public void secureConnectStart(okhttp3.Call call) {
            shakeHands.countDown();
        }

        @Override
        public void callFailed(okhttp3.Call call, IOException e) {
            ended.countDown();
        }

        @Override
        public void callEnd(okhttp3.Call call) { // OkHttp 5 tries the next address after 250 ms
            ended.countDown();
        }
    }

    /** Many calls meet the silent address and are cancelled. The next calls start elsewhere. */
    @Test
    void manyCallsAllGetPastTheSilentAddress() throws Exception {
        int many = 20;
        Progress progress = new Progress(many);
        try (var service = http2();
                var silent = new SilentAddress(service.port());
                var client = patientClient(service, silent.address(), GOOD)
                        .customizeHttpClient(http -> http.eventListener(progress))
                        .build()) {
            List<CompletableFuture<?>> inVain = start(many, client);
            await(progress.shakeHands);
            inVain.forEach(future -> future.cancel(true));
            await(progress.ended);

            int connections = silent.connections();
            for (CompletableFuture<?> future : start(many, client)) {
                assertThat(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(TestedOperation.GET.value());
            }
            assertThat(silent.connections()).isEqualTo(connections);
        }
    }

    /** At that moment, OkHttp 5 can miss a cancellation. */
    @Test
    void callsThatAreCancelledBetweenConnectingAndTheHandshakeEnd() throws Exception {
        int many = 20;
        Progress progress = new Progress(many);
        try (var service = http2();
                var silent = new SilentAddress(service.port());
                var client = patientClient(service, silent.address())
                        .customizeHttpClient(http -> http.eventListener(progress))
                        .build()) {
            List<CompletableFuture<?>> cancelled = start(many, client);
            silent.awaitConnections(many);
            cancelled.forEach(future -> future.cancel(true));

            await(progress.ended);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static List<CompletableFuture<?>> start(int many, ActiveSessionClient client) {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            calls.add(TestedOperation.GET.start(client));
        }
        return calls;
    }

    /** The second client knows nothing of the address, and does not need to. */
    @EachCall
    void clientsOnOneSuppliedClientShareTheConnectionThatPassedTheSilentAddress(Call call) throws Exception {
        try (var service = http2();
                var silent = new SilentAddress(service.port())) {
            OkHttpClient http = new OkHttpClient.Builder()
                    .dns(host -> List.of(silent.address(), GOOD))
                    .build();
            try (var first = patient(service.client().httpClient(http)).build();
                    var second = patient(service.client().httpClient(http)).build()) {
                attemptInVain(call, first, silent);

                assertThat(call.on(first)).isEqualTo(call.success());
                assertThat(call.on(second)).isEqualTo(call.success());
            }
            assertThat(service.connections()).isEqualTo(1);
            assertThat(silent.connections()).isEqualTo(1);
        }
    }
}
