package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A response other than a 2xx is identified by its status, whatever happens to its body. */
class RefusalBodyTest {
    private static final String NOT_FOUND = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No session\"}}";

    private static Step broken(int status, String kind) {
        return switch (kind) {
            case "empty gzip" -> Step.answer(status, "", "Content-Encoding: gzip");
            case "false gzip" -> Step.answer(status, NOT_FOUND, "Content-Encoding: gzip");
            case "cut off" -> Step.answer(status, NOT_FOUND).cutOff();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Class<?> typeFor(int status) {
        return switch (status) {
            case 401 -> AuthenticationException.class;
            case 429 -> RateLimitException.class;
            case 500, 503 -> ServerException.class;
            default -> ApiException.class; // a lost body says nothing about what a 403 or 404 means
        };
    }

    static Stream<Arguments> refusals() {
        return Stream.of("empty gzip", "false gzip", "cut off")
                .flatMap(kind -> Stream.of(302, 400, 401, 403, 404, 408, 429, 500, 503)
                        .map(status -> Arguments.of(kind, status)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("refusals")
    void statusCountsWhenTheBodyIsLost(String kind, int status) {
        boolean mayHelp = List.of(408, 429, 500, 503).contains(status);
        boolean mayHaveBeenProcessed = mayHelp && status != 429;
        for (OperationCall call : OperationCall.all()) {
            MemoryNetwork network = new MemoryNetwork(broken(status, kind));

            ApiException failure =
                    call.failure(ApiException.class, network.client().maxRetries(1));

            boolean isRetried = mayHelp && (call.repeatable() || !mayHaveBeenProcessed);
            assertThat(failure).as("%s", call).isExactlyInstanceOf(typeFor(status));
            assertThat(failure.status()).as("%s", call).isEqualTo(status);
            assertThat(failure.attempts()).as("%s", call).isEqualTo(isRetried ? 2 : 1);
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isEqualTo(mayHaveBeenProcessed);
            assertThat(failure.errors()).as("%s", call).isEmpty();
            assertThat(failure)
                    .hasMessageContaining("the body was not read to the end: java")
                    .hasMessageNotContaining("account id, the app id")
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @EachOperation
    void whatWasReadOfALostBodyIsKept(OperationCall call) {
        MemoryNetwork network = new MemoryNetwork(broken(404, "cut off"));

        ApiException failure = call.failure(ApiException.class, network.client());

        assertThat(failure.response().body()).isEqualTo(NOT_FOUND.substring(0, NOT_FOUND.length() - 1));
    }

    @EachOperation
    void lostSuccessIsNotAResponse(OperationCall call) {
        for (String kind : List.of("empty gzip", "false gzip", "cut off")) {
            TransportException failure = call.failure(
                    TransportException.class,
                    new MemoryNetwork(broken(200, kind)).client().maxRetries(0));

            assertThat(failure.requestMayHaveBeenProcessed()).as(kind).isTrue();
        }
    }

    private static Response logged(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String body = response.body().string().toLowerCase(Locale.ROOT);
        return response.newBuilder()
                .body(ResponseBody.create(body, response.body().contentType()))
                .build();
    }

    static Stream<Named<Consumer<OkHttpClient.Builder>>> interceptorsThatReadBodies() {
        return Stream.of(
                Named.of("application", http -> http.addInterceptor(RefusalBodyTest::logged)),
                Named.of("network", http -> http.addNetworkInterceptor(RefusalBodyTest::logged)));
    }

    @ParameterizedTest
    @MethodSource("interceptorsThatReadBodies")
    void statusCountsWhenAnInterceptorReadsTheLostBody(Consumer<OkHttpClient.Builder> interceptor) {
        for (OperationCall call : OperationCall.all()) {
            MemoryNetwork network = new MemoryNetwork(broken(400, "cut off"));

            ApiException failure = call.failure(ApiException.class, network.client(http -> {
                interceptor.accept(http);
                return http;
            }));

            assertThat(failure.status()).as("%s", call).isEqualTo(400);
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", call).isFalse();
            assertThat(failure.attempts()).as("%s", call).isEqualTo(1);
        }
    }

    /** OkHttp reads it as an int before it follows up. */
    @EachOperation
    void retryAfterOfAnySizeIsObeyed(OperationCall call) {
        for (int status : List.of(408, 503)) {
            for (String seconds : List.of("2147483648", "99999999999999999999")) {
                MemoryNetwork network = new MemoryNetwork(Step.answer(status, "", "Retry-After: " + seconds));

                ApiException failure = call.failure(ApiException.class, network.client());

                assertThat(failure).isExactlyInstanceOf(status == 503 ? ServerException.class : ApiException.class);
                Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
                assertThat(failure.retryAfter())
                        .contains(seconds.length() > 19 ? longest : Duration.ofSeconds(2_147_483_648L));
                assertThat(failure).hasMessageContaining("wait more than a day");
                assertThat(failure.response().headers().get("Retry-After")).containsExactly(seconds);
                assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
                assertThat(network.requests()).hasSize(1);
            }
        }
    }

    @EachOperation
    void interceptorsSeeRetryAfterAsItWasSent(OperationCall call) {
        List<String> seen = new CopyOnWriteArrayList<>();
        MemoryNetwork network =
                new MemoryNetwork(Step.answer(503, "", "Retry-After: 3000000000", "Retry-After: 4000000000, 5"));

        ApiException failure = call.failure(
                ApiException.class,
                network.client(http -> http.addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    seen.addAll(response.headers("Retry-After"));
                    return response;
                })));

        assertThat(seen).containsExactly("3000000000", "4000000000, 5");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(4_000_000_000L));
    }

    /** The deadline passes in the middle of the body. */
    @EachOperation
    void deadlineInTheBodyOfARefusalLeavesTheRefusal(OperationCall call) {
        byte[] head = ("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\n" + "{").getBytes(StandardCharsets.UTF_8);
        MemoryNetwork network = new MemoryNetwork(Step.raw(head));

        RealtimeKitException failure = null;
        for (int millis = 100; millis <= 10_000 && !(failure instanceof ServerException); millis *= 10) {
            ActiveSessionClient.Builder client =
                    network.client().clock(new Clock()).timeout(Duration.ofMillis(millis));
            failure = call.failure(RealtimeKitException.class, client); // a busy machine may not reach the body
        }

        assertThat(failure).isInstanceOf(ServerException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
        assertThat(failure)
                .hasMessageContaining(
                        "failed; the body was not read to the end: java.io.InterruptedIOException: timeout");
    }
}
