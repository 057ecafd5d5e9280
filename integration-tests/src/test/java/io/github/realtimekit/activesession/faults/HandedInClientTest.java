package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.Cache;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code OkHttpClient} that was handed in serves, and stays as it was. */
class HandedInClientTest {
    @TempDir
    private Path folder;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> seen("interceptor", chain))
            .addNetworkInterceptor(chain -> seen("network interceptor", chain))
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
            .authenticator((route, response) ->
                    response.request().newBuilder().header("X-Again", "1").build())
            .build();

    private Response seen(String where, Interceptor.Chain chain) throws IOException {
        seen.add(where);
        return chain.proceed(chain.request());
    }

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
                    .hasSize(6)
                    .containsSequence("listener", "interceptor", "network interceptor", "listener")
                    .endsWith("interceptor", "network interceptor");
        }
    }

    @EachCall
    void itsAuthenticatorSendsNothingAgain(Call call) throws Exception {
        try (var server = new FaultServer(answer(401, "{\"message\":\"Unauthorized\"}"));
                var client = Call.client(server.url()).httpClient(http).build()) {
            assertThat(call.failure(client)).isInstanceOf(AuthenticationException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @EachCall
    void interceptorThatThrowsAnythingFailsTheCall(Call call) throws Exception {
        OkHttpClient failing = http.newBuilder()
                .addInterceptor(chain -> {
                    throw HandedInClientTest.<RuntimeException>undeclared(new TimeoutException("bulkhead"));
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

    /** As Kotlin does, and Java with a cast. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X undeclared(Exception exception) throws X {
        throw (X) exception;
    }

    @EachCall
    void cacheServesNothingAndKeepsNothing(Call call) throws Exception {
        Cache cache = new Cache(folder.toFile(), 1 << 20);
        String[] forever = {"Cache-Control: max-age=3600", "Vary: Authorization"};
        Operation operation = call.operation();
        try (var server = new FaultServer(answer(operation.success(), operation.filled(), forever), answer(409, ""));
                var client = Call.client(server.url())
                        .httpClient(http.newBuilder().cache(cache).build())
                        .build()) {
            call.on(client);
            call.failure(client);
            assertThat(server.requests()).hasSize(2);
        }
        cache.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(Call.TOKEN));
        }
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
            assertThat(http.callTimeoutMillis()).isEqualTo(7_000);
            assertThat(http.authenticator()).isSameAs(authenticator);
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
