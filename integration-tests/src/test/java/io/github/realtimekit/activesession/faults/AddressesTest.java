package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.http2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Names with several addresses, of which the first are of no use. */
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class AddressesTest {
    private static final InetAddress GOOD = InetAddress.getLoopbackAddress();

    private static ActiveSessionClient.Builder client(Service service) {
        return service.client().attemptTimeout(Duration.ofSeconds(2)).maxRetries(1);
    }

    /** Two attempts, since the first one begins at the silent address. */
    @EachCall
    void silentAddressCostsOneAttempt(Call call) throws Exception {
        try (var service = http2();
                var silent = new SilentAddress(service.port());
                var client = client(service)
                        .customizeHttpClient(http -> http.dns(host -> List.of(silent.address(), GOOD)))
                        .build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(service.requests()).hasSize(1);
        }
    }

    /** However many calls meet it, the next attempt of each begins elsewhere. */
    @Test
    void silentAddressCostsEachOfManyCallsOneAttempt() throws Exception {
        try (var service = http2();
                var silent = new SilentAddress(service.port());
                var client = client(service)
                        .attemptTimeout(Duration.ofSeconds(5)) // in the second attempt, all of them shake hands at once
                        .customizeHttpClient(http -> http.dns(host -> List.of(silent.address(), GOOD)))
                        .build()) {
            Stream<CompletableFuture<?>> calls = IntStream.range(0, 20).mapToObj(i -> Operation.GET.start(client));
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        }
    }

    @EachCall
    void deadAddressAndSilentAddressCostOneAttemptTogether(Call call) throws Exception {
        try (var service = http2();
                var dead = new DeadAddress(service.port());
                var silent = new SilentAddress(service.port());
                var client = client(service)
                        .customizeHttpClient(http ->
                                http.dns(host -> List.of(InetAddress.getByName(dead.ip()), silent.address(), GOOD)))
                        .build()) {
            assertThat(call.on(client)).isNotNull();
        }
    }

    @EachCall
    void clientsOnOneSuppliedClientShareConnectionsAndPassTheSilentAddress(Call call) throws Exception {
        try (var service = http2();
                var silent = new SilentAddress(service.port())) {
            OkHttpClient http = new OkHttpClient.Builder()
                    .dns(host -> List.of(silent.address(), GOOD))
                    .build();
            try (var first = client(service).httpClient(http).build();
                    var second = client(service).httpClient(http).build()) {
                assertThat(call.on(first)).isNotNull();
                assertThat(call.on(second)).isNotNull();
            }
            assertThat(service.connections()).isEqualTo(1);
        }
    }
}
