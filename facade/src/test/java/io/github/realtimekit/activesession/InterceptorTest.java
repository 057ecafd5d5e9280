package io.github.realtimekit.activesession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** What interceptors and proxies of a handed-in client see and change, and what OkHttp unpacks. */
class InterceptorTest {
    private static Response made(Interceptor.Chain chain, int status, String... headers) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("made")
                .headers(Headers.of(headers))
                .body(ResponseBody.create("", null))
                .build();
    }

    @EveryCall
    void aLostRequestTurnedIntoA429MayHaveBeenProcessed(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(Step.closed());

        RateLimitException failure = call.failure(
                RateLimitException.class,
                network.client(http -> http.addInterceptor(chain -> {
                    try {
                        return chain.proceed(chain.request());
                    } catch (IOException e) {
                        return made(chain, 429);
                    }
                })));

        assertThat(failure.requestMayHaveBeenProcessed()).isTrue();
        assertThat(network.requests()).hasSize(call.idempotent() ? 3 : 1);
    }

    @EveryCall
    void anInterceptorSeesAndReplacesWhatTheServiceSent(TestCall call) {
        for (int status : List.of(407, 408, 421, 503)) {
            MemoryNetwork network = new MemoryNetwork(Step.answer(status, "{}", "Retry-After: 120"));
            List<String> seen = new CopyOnWriteArrayList<>();
            Interceptor looking = chain -> {
                Response response = chain.proceed(chain.request());
                seen.add(response.code() + " " + response.headers("Retry-After"));
                return response;
            };

            ApiException failure =
                    call.failure(ApiException.class, network.client(http -> http.addInterceptor(looking)));

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(120));
            assertThat(failure.response().headers()).doesNotContainKey("RealtimeKit-Status");
            assertThat(seen).containsExactly(status + " [120]");

            Interceptor replacing = chain -> {
                chain.proceed(chain.request()).close();
                return made(chain, 418, "cf-ray", "own");
            };
            List<UnaryOperator<OkHttpClient.Builder>> places =
                    List.of(http -> http.addInterceptor(replacing), http -> http.addNetworkInterceptor(replacing));
            for (UnaryOperator<OkHttpClient.Builder> place : places) {
                failure = call.failure(ApiException.class, network.client(place));

                assertThat(failure.status()).isEqualTo(418);
                assertThat(failure.rayId()).contains("own");
                assertThat(failure.retryAfter()).isEmpty();
                assertThat(failure.attempts()).isEqualTo(1);
            }
        }
    }

    @EveryCall
    void aFreshRequestOfAnInterceptorIsSentAsItIs(TestCall call) {
        MemoryNetwork network = new MemoryNetwork(call.success());

        assertThat(call.result(network.client(http -> http.addInterceptor(chain -> {
                    Request request = chain.request();
                    return chain.proceed(new Request.Builder()
                            .url(request.url())
                            .method(request.method(), request.body())
                            .header("X-Own", "1")
                            .build());
                }))))
                .isNotNull();
        assertThat(network.requests()).hasSize(1);
        assertThat(network.requests().get(0)).contains("X-Own: 1").doesNotContain("Authorization");
    }

    @EveryCall
    void aProxyThatAsksForCredentialsGetsThem(TestCall call) {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1));
        Step asking = Step.answer(407, "", "Proxy-Authenticate: Basic");
        MemoryNetwork network = new MemoryNetwork(asking, call.success());

        assertThat(call.result(network.client(http -> http.proxy(proxy)
                        .proxyAuthenticator((route, response) -> response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", "Basic x")
                                .build()))))
                .isNotNull();
        assertThat(network.requests()).hasSize(2);

        ApiException failure =
                call.failure(ApiException.class, new MemoryNetwork(asking).client(http -> http.proxy(proxy)));
        assertThat(failure.status()).isEqualTo(407);
        assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
    }

    private static byte[] gzip(String text) throws IOException {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(text);
        }
        return packed.readByteArray();
    }

    private static UnreadableResponseException unreadable(byte[] packed) {
        MemoryNetwork network = new MemoryNetwork(Step.answer(200, packed, "Content-Encoding: gzip"));
        return new TestCall(TestCall.Kind.GET, false).failure(UnreadableResponseException.class, network.client());
    }

    @Test
    void aPackedBodyIsUnpackedUpToItsLimit() throws IOException {
        int limit = 16 * 1024 * 1024;

        assertThat(unreadable(gzip("{}")).response().body()).isEqualTo("{}");
        assertThat(unreadable("{}".getBytes(UTF_8))).hasMessageContaining("read, it cannot be unpacked (HTTP 200");
        assertThat(unreadable(gzip(" ".repeat(limit)))).hasMessageContaining("read, the JSON ends too early");
        UnreadableResponseException larger = unreadable(gzip(" ".repeat(limit + 1)));
        assertThat(larger).hasMessageContaining("read, it is larger than 16 MiB (HTTP 200");
        assertThat(larger.response().body()).hasSize(65_536);
    }
}
