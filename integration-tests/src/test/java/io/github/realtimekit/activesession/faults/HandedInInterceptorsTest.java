package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.Cache;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an interceptor or a cache of a handed-in client sees, and what becomes of what it gives instead. */
class HandedInInterceptorsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> callsAndMaskedStatuses() {
        return Call.with(Call.all(), List.of(407, 408, 503));
    }

    @ParameterizedTest
    @MethodSource("callsAndMaskedStatuses")
    void interceptorSeesTheServicesOwnStatus(Call call, int status) throws Exception {
        AtomicReference<Response> seen = new AtomicReference<>();
        OkHttpClient http = with(chain -> {
            seen.set(chain.proceed(chain.request()));
            return seen.get();
        });
        try (var server = new FaultServer(answer(status, "", "Retry-After: 120"));
                var client =
                        Call.client(server.url()).httpClient(http).maxRetries(0).build()) {
            call.failure(client);
            assertThat(seen.get().code()).isEqualTo(status);
            assertThat(seen.get().headers("Retry-After")).containsExactly("120");
        }
    }

    @ParameterizedTest
    @MethodSource("callsAndMaskedStatuses")
    void responseThatItGivesInsteadIsTakenWhole(Call call, int status) throws Exception {
        OkHttpClient http = with(chain -> {
            chain.proceed(chain.request()).close();
            return response(chain, call.operation().success(), call.operation().filled());
        });
        try (var server = new FaultServer(answer(status, "", "Retry-After: 120"));
                var client =
                        Call.client(server.url()).httpClient(http).maxRetries(0).build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @EachCall
    void freshRequestIsSentAsItWasMade(Call call) throws Exception {
        OkHttpClient http = with(chain -> chain.proceed(new Request.Builder()
                .url(chain.request().url())
                .header("Authorization", "Bearer of-the-interceptor")
                .method(chain.request().method(), chain.request().body())
                .build()));
        try (var server = new FaultServer();
                var client = Call.client(server.url()).httpClient(http).build()) {
            assertThat(call.on(client)).isNotNull();
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.headers()).containsEntry("Authorization", "Bearer of-the-interceptor"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#notIdempotent")
    void rateLimitMadeUpForALostPollIsNotRetried(Call poll) throws Exception {
        OkHttpClient http = with(chain -> {
            try {
                return chain.proceed(chain.request());
            } catch (IOException e) {
                return response(chain, 429, "")
                        .newBuilder()
                        .header("Retry-After", "0")
                        .build();
            }
        });
        try (var server = new FaultServer().always(hangUp());
                var client = Call.client(server.url()).httpClient(http).build()) {
            RealtimeKitException e = poll.failure(client);
            assertThat(e).isInstanceOf(RateLimitException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @EachCall
    void cacheServesNothingAndKeepsNothing(Call call) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .cache(new Cache(folder.toFile(), 1 << 20))
                .build();
        String[] forever = {"Cache-Control: max-age=3600", "Vary: Authorization"};
        Operation operation = call.operation();
        try (var server = new FaultServer(
                        answer(operation.success(), operation.filled(), forever),
                        answer(404, Golden.text("errors/realtimekit.json")));
                var client = Call.client(server.url()).httpClient(http).build()) {
            call.on(client);
            if (operation == Operation.FIND) {
                assertThat(call.on(client)).isEqualTo(Optional.empty());
            } else {
                call.failure(client);
            }
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(http.cache()).isNotNull();
        http.cache().close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(Call.TOKEN));
        }
    }

    private static OkHttpClient with(Interceptor interceptor) {
        return new OkHttpClient.Builder().addInterceptor(interceptor).build();
    }

    private static Response response(Interceptor.Chain chain, int status, String body) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("of the interceptor")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }
}
