package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Clients that share a transport, and what closing one does. */
class SharedClientTest {
    private final MemoryNetwork network = new MemoryNetwork(Step.answer(429, ""));

    @Test
    void aNewBuilderChangesOnlyWhatIsSet() {
        try (ActiveSessionClient first = network.client().maxRetries(4).build()) {
            ActiveSessionClient same = first.newBuilder().build();
            ActiveSessionClient other = first.newBuilder()
                    .appId("app-2")
                    .apiToken("other")
                    .baseUrl("http://127.0.0.1/elsewhere")
                    .maxRetries(0)
                    .build();

            assertThat(same).hasToString(first.toString());
            for (ActiveSessionClient client : List.of(other, same, first)) {
                assertThatThrownBy(() -> client.get("m")).isInstanceOf(RateLimitException.class);
            }
            assertThat(network.requests()).hasSize(11);
            assertThat(network.requests().get(0))
                    .startsWith("GET /elsewhere/accounts/account-1/realtime/kit/app-2/")
                    .contains("Bearer other");
            assertThat(network.requests().subList(1, 11))
                    .allMatch(request -> request.contains("Bearer " + OperationCall.TOKEN)
                            && request.startsWith("GET /client/v4/accounts/account-1/realtime/kit/app-1/"));
            assertThat(network.connections()).isEqualTo(1);
        }
    }

    @EachOperation
    void aClientClosesWhatItCreated(OperationCall call) {
        ActiveSessionClient first = network.client().maxRetries(0).build();
        ActiveSessionClient second = first.newBuilder().build();
        ActiveSessionClient own = first.newBuilder().httpClient(network.http()).build();

        second.close();
        for (ActiveSessionClient open : List.of(first, second, own)) {
            assertThatThrownBy(() -> call.on(open)).isInstanceOf(RateLimitException.class);
        }
        first.close();
        first.close();
        assertThatThrownBy(() -> call.on(own)).isInstanceOf(RateLimitException.class);
        own.close();
        int sent = network.requests().size();
        for (ActiveSessionClient closed :
                List.of(first, second, second.newBuilder().build(), own)) {
            assertThatThrownBy(() -> call.on(closed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is closed");
        }
        assertThat(network.requests()).hasSize(sent);
    }

    @Test
    void aSuppliedClientIsNeitherChangedNorClosed() {
        OkHttpClient http = network.http();
        try (ActiveSessionClient client = network.client().httpClient(http).build()) {
            assertThatThrownBy(() -> client.get("m")).isInstanceOf(RateLimitException.class);
        }

        assertThat(http.interceptors()).isEmpty();
        assertThat(http.networkInterceptors()).isEmpty();
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
        assertThat(http.connectionPool().idleConnectionCount()).isEqualTo(1);
    }
}
