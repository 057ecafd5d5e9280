package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** An {@code OkHttpClient} that was handed in serves, and stays as it was. */
class HandedInClientTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Interceptor interceptor = chain -> {
        seen.add("interceptor");
        return chain.proceed(chain.request());
    };
    private final Interceptor networkInterceptor = chain -> {
        seen.add("network interceptor");
        return chain.proceed(chain.request());
    };
    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(interceptor)
            .addNetworkInterceptor(networkInterceptor)
            .eventListener(new EventListener() {
                @Override
                public void callStart(okhttp3.Call call) {
                    seen.add("listener");
                }

                @Override
                public void canceled(okhttp3.Call call) {
                    seen.add("cancelled");
                }
            })
            .callTimeout(Duration.ofSeconds(7))
            .authenticator((route, response) -> null)
            .build();

    @EachCall
    void itsInterceptorsAndListenersSeeEveryAttempt(Call call) throws Exception {
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"));
                var client = Call.client(server.url()).httpClient(http).build()) {
            call.on(client);
            assertThat(server.requests()).hasSize(2);
            http.dispatcher().executorService().shutdown();
            assertThat(http.dispatcher().executorService().awaitTermination(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(seen)
                    .as("no attempt that has ended is cancelled")
                    .containsExactly(
                            "listener",
                            "interceptor",
                            "network interceptor",
                            "listener",
                            "interceptor",
                            "network interceptor");
        }
    }

    @EachCall
    void interceptorThatThrowsAnythingFailsTheCall(Call call) throws Exception {
        for (Exception problem : List.of(new IllegalStateException("bulkhead"), new TimeoutException("bulkhead"))) {
            OkHttpClient failing = http.newBuilder()
                    .addInterceptor(chain -> {
                        throw HandedInClientTest.<RuntimeException>undeclared(problem);
                    })
                    .build();
            try (var server = new FaultServer();
                    var client = Call.client(server.url())
                            .httpClient(failing)
                            .maxRetries(0)
                            .build()) {
                assertThat(call.failure(client)).isInstanceOf(TransportException.class);
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    /** As Kotlin does, and Java with a cast. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X undeclared(Exception exception) throws X {
        throw (X) exception;
    }

    @Test
    void itsSettingsAndItsLifeStay() throws Exception {
        var authenticator = http.authenticator();
        try (var server = new FaultServer()) {
            try (var client = Call.client(server.url()).httpClient(http).build()) {
                for (Call call : Call.all().toList()) {
                    call.on(client);
                }
                assertThat(server.connections()).as("its pool serves").isEqualTo(1);
                assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
            }
            assertThat(http.interceptors()).containsExactly(interceptor);
            assertThat(http.networkInterceptors()).containsExactly(networkInterceptor);
            assertThat(http.followRedirects()).isTrue();
            assertThat(http.followSslRedirects()).isTrue();
            assertThat(http.retryOnConnectionFailure()).isTrue();
            assertThat(http.callTimeoutMillis()).isEqualTo(7_000);
            assertThat(http.authenticator()).isSameAs(authenticator);
            assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
            assertThat(http.connectionPool().connectionCount())
                    .as("connections left alone")
                    .isEqualTo(1);
            try (var response = http.newCall(new Request.Builder()
                            .url(server.url() + Operation.GET.path())
                            .build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            assertThat(server.requests().get(server.requests().size() - 1).headers())
                    .doesNotContainKey("Authorization");
        }
    }
}
