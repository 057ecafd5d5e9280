package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that share a transport, and what closing one does. */
class SharedClientTest {
    private final VirtualClock clock = new VirtualClock();
    private final MemoryNetwork network = new MemoryNetwork(clock, Step.answer(429, ""));

    @Test
    void aNewBuilderKeepsEverySetting() {
        try (ActiveSessionClient first = network.client().maxRetries(4).build()) {
            ActiveSessionClient second = first.newBuilder().build();

            ApiException failure = catchThrowableOfType(ApiException.class, () -> second.get("m"));

            assertThat(failure.attempts()).isEqualTo(5);
            assertThat(second).hasToString(first.toString());
            assertThat(clock.backoffs()).hasSize(4);
            assertThat(network.requests())
                    .allMatch(request -> request.contains("Bearer " + TestCall.TOKEN)
                            && request.contains("/client/v4/accounts/account-1/realtime/kit/app-1/"));
        }
    }

    @Test
    void aNewBuilderChangesOnlyWhatIsSet() {
        try (ActiveSessionClient first = network.client().maxRetries(4).build()) {
            ActiveSessionClient second = first.newBuilder()
                    .appId("app-2")
                    .apiToken("other")
                    .baseUrl("http://127.0.0.1/elsewhere")
                    .maxRetries(0)
                    .timeout(Duration.ofSeconds(1))
                    .build();

            assertThatThrownBy(() -> second.get("m")).isInstanceOf(RateLimitException.class);
            assertThat(network.requests()).hasSize(1);
            assertThat(network.requests().get(0))
                    .startsWith("GET /elsewhere/accounts/account-1/realtime/kit/app-2/")
                    .contains("Bearer other");

            assertThatThrownBy(() -> first.get("m")).isInstanceOf(RateLimitException.class);
            assertThat(network.requests()).hasSize(6);
            assertThat(network.requests().get(5))
                    .startsWith("GET /client/v4/accounts/account-1/realtime/kit/app-1/")
                    .contains("Bearer " + TestCall.TOKEN);
        }
    }

    @Test
    void aNewBuilderStillRefusesPlainHttp() {
        try (ActiveSessionClient first = network.client().build()) {
            assertThatThrownBy(() ->
                            first.newBuilder().baseUrl("http://example.com").build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void closingTheFirstClientClosesAll(TestCall call) {
        ActiveSessionClient first = network.client().build();
        ActiveSessionClient second = first.newBuilder().build();
        ActiveSessionClient third = second.newBuilder().build();

        first.close();
        first.close();

        for (ActiveSessionClient client : new ActiveSessionClient[] {first, second, third}) {
            assertThatThrownBy(() -> call.on(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is closed");
        }
        assertThat(network.connections()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.TestCall#all")
    void closingALaterClientClosesNothing(TestCall call) {
        try (ActiveSessionClient first = network.client().maxRetries(0).build()) {
            ActiveSessionClient second = first.newBuilder().build();
            second.close();

            assertThatThrownBy(() -> call.on(first)).isInstanceOf(RateLimitException.class);
            assertThatThrownBy(() -> call.on(second)).isInstanceOf(RateLimitException.class);
        }
    }

    @Test
    void aClientWithItsOwnOkHttpIsClosedByItself() {
        ActiveSessionClient first = network.client().maxRetries(0).build();
        ActiveSessionClient second =
                first.newBuilder().httpClient(network.http()).build();
        first.close();

        assertThatThrownBy(() -> second.get("m")).isInstanceOf(RateLimitException.class);
        second.close();
        assertThatThrownBy(() -> second.get("m")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHandedInClientIsNeitherChangedNorClosed() {
        OkHttpClient http = network.http();
        int interceptors = http.interceptors().size();
        try (ActiveSessionClient client =
                network.client().httpClient(http).maxRetries(0).build()) {
            assertThatThrownBy(() -> client.get("m")).isInstanceOf(RateLimitException.class);
        }
        assertThat(http.interceptors()).hasSize(interceptors);
        assertThat(http.networkInterceptors()).isEmpty();
        assertThat(http.followRedirects()).isTrue();
        assertThat(http.callTimeoutMillis()).isZero();
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void aThousandDerivedClientsOpenNothing() {
        try (ActiveSessionClient first = network.client().build()) {
            int threads = Thread.activeCount();
            for (int i = 0; i < 1_000; i++) {
                assertThat(first.newBuilder().timeout(Duration.ofSeconds(3)).build())
                        .isNotNull();
            }
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 5);
            assertThat(network.connections()).isZero();
        }
    }
}
