package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.internal.http.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library's own OkHttp client, customized by the program. */
class CustomizedClientTest {
    private static final OperationCall GET = new OperationCall(OperationCall.Kind.GET, false);

    private final MemoryNetwork network = new MemoryNetwork(GET.success());

    @Test
    void customizersRunOnceInTheirOrderWhenTheClientIsBuilt() {
        List<String> order = new ArrayList<>();
        ActiveSessionClient.Builder builder = network.ownClient()
                .customizeHttpClient(http -> order.add("first"))
                .customizeHttpClient(http -> order.add("second"));
        assertThat(order).isEmpty();

        try (ActiveSessionClient client = builder.build()) {
            client.get("m");
            client.newBuilder().maxRetries(0).build().get("m");
        }
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void buildThrowsWhatACustomizerThrows() {
        IllegalStateException problem = new IllegalStateException("no proxy");
        assertThatThrownBy(() -> network.ownClient()
                        .customizeHttpClient(http -> {
                            throw problem;
                        })
                        .build())
                .isSameAs(problem);
    }

    @Test
    void suppliedClientIsNotCustomizedAsWell() {
        assertThatThrownBy(() -> network.ownClient().httpClient(network.http()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("either httpClient or customizeHttpClient");
    }

    @Test
    void customizerStartsFromTheLibrarysTuningAndWhatItSetsHolds() {
        List<Integer> seen = new ArrayList<>();
        ActiveSessionClient.Builder builder = network.ownClient().attemptTimeout(Duration.ofSeconds(8));

        try (ActiveSessionClient client = builder.customizeHttpClient(http -> http.addInterceptor(chain -> {
                    seen.addAll(List.of(
                            chain.connectTimeoutMillis(), chain.readTimeoutMillis(), chain.writeTimeoutMillis()));
                    return chain.proceed(chain.request());
                }))
                .build()) {
            client.get("m");
        }
        try (ActiveSessionClient client = builder.customizeHttpClient(http -> http.connectTimeout(Duration.ofSeconds(7))
                        .readTimeout(Duration.ofSeconds(5))
                        .writeTimeout(Duration.ofSeconds(4)))
                .build()) {
            client.get("m");
        }
        assertThat(seen).containsExactly(2_000, 0, 0, 7_000, 5_000, 4_000);
    }

    /** This leaves time to try the next address. */
    @ParameterizedTest
    @CsvSource({"PT8S, 2000", "PT20S, 3000", "PT0.002S, 1", "PT2562047788015215H, 3000"})
    void oneAddressMayTakeAQuarterOfAnAttemptToConnect(Duration attemptTimeout, int connectMillis) {
        List<Integer> seen = new ArrayList<>();
        try (ActiveSessionClient client = network.ownClient()
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .attemptTimeout(attemptTimeout)
                .customizeHttpClient(http -> http.addInterceptor(chain -> {
                    seen.add(chain.connectTimeoutMillis());
                    return chain.proceed(chain.request());
                }))
                .build()) {
            catchThrowable(() -> client.get("m"));
        }
        assertThat(seen).contains(connectMillis);
    }

    /** Otherwise a mistake in the program would hang the call, and all of Okio's timeouts with it. */
    @Test
    void listenerThatThrowsWhenACallIsCancelledDoesNoHarm() {
        MemoryNetwork silent = new MemoryNetwork(Step.silent());
        try (ActiveSessionClient client = silent.ownClient()
                .clock(new Clock())
                .timeout(Duration.ofMillis(50))
                .maxRetries(0)
                .customizeHttpClient(http -> http.eventListener(new EventListener() {
                    @Override
                    public void canceled(okhttp3.Call call) {
                        throw new IllegalStateException("a mistake");
                    }
                }))
                .build()) {
            for (OperationCall call : OperationCall.all()) {
                assertThat(call.failureOn(TransportException.class, client)).isNotNull();
            }
            CompletableFuture<?> cancelled = client.newBuilder()
                    .timeout(Duration.ofSeconds(30))
                    .build()
                    .async()
                    .get("m");
            cancelled.cancel(true);
            assertThat(cancelled).isCancelled();
        }
    }

    /** The failure is the listener's exception, not that of a closed client. */
    @Test
    void listenerFactoryThatThrowsFailsTheCall() {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        for (OperationCall call : OperationCall.all()) {
            TransportException failure = call.failure(
                    TransportException.class,
                    network.ownClient()
                            .maxRetries(0)
                            .customizeHttpClient(http -> http.eventListenerFactory(none -> {
                                throw mistake;
                            })));
            assertThat(failure).hasCause(mistake);
            assertThat(failure.requestMayHaveBeenProcessed()).isFalse();
        }
    }

    @Test
    void redirectsAreNotFollowedAndNoAuthenticatorIsAsked() {
        AtomicInteger asked = new AtomicInteger();
        MemoryNetwork redirecting = new MemoryNetwork(Step.answer(302, "", "Location: /elsewhere"));

        try (ActiveSessionClient client = redirecting
                .ownClient()
                .customizeHttpClient(http -> http.followRedirects(true).authenticator((route, response) -> {
                    asked.incrementAndGet();
                    return null;
                }))
                .build()) {
            assertThatThrownBy(() -> client.get("m")).isInstanceOf(ApiException.class);
        }
        assertThat(redirecting.requests()).hasSize(1);
        assertThat(asked).hasValue(0);
    }

    @Test
    void closingEndsIdleConnections() {
        try (ActiveSessionClient client = network.ownClient().build()) {
            client.get("m");
            assertThat(network.openConnections()).isEqualTo(1);
        }
        assertThat(network.openConnections()).isZero();
    }

    @Test
    void poolOfTheProgramIsNeverEmptied() {
        ConnectionPool pool = new ConnectionPool();
        try (ActiveSessionClient client = network.ownClient()
                .customizeHttpClient(http -> http.connectionPool(pool))
                .build()) {
            client.get("m");
        }
        assertThat(pool.connectionCount()).isEqualTo(1);
    }

    @Test
    void listenersAndDnsOfTheProgramAreAsked() {
        List<String> events = new CopyOnWriteArrayList<>();
        try (ActiveSessionClient client = network.ownClient()
                .baseUrl("http://localhost/client/v4")
                .customizeHttpClient(http -> http.dns(host -> {
                            events.add("dns " + host);
                            return List.of(InetAddress.getLoopbackAddress());
                        })
                        .eventListener(new EventListener() {
                            @Override
                            public void callStart(okhttp3.Call call) {
                                events.add("start");
                            }

                            @Override
                            public void callEnd(okhttp3.Call call) {
                                events.add("end");
                            }
                        }))
                .build()) {
            client.get("m");
        }
        assertThat(events).containsExactly("start", "dns localhost", "end");
    }

    @Test
    void newBuilderThatCustomizesOpensAndClosesItsOwnConnections() {
        AtomicInteger customized = new AtomicInteger();
        try (ActiveSessionClient first = network.ownClient().build()) {
            first.get("m");
            ActiveSessionClient second = first.newBuilder()
                    .customizeHttpClient(http -> http.socketFactory(network))
                    .customizeHttpClient(http -> customized.incrementAndGet())
                    .build();
            second.get("m");
            assertThat(network.connections()).isEqualTo(2);

            second.close();
            assertThatThrownBy(() -> second.get("m")).isInstanceOf(IllegalStateException.class);
            assertThat(first.get("m")).isEqualTo(GET.value());
        }
        assertThat(customized).hasValue(1);
    }

    @Test
    void customizingTakesThePlaceOfASuppliedClient() {
        try (ActiveSessionClient supplied = network.client().build();
                ActiveSessionClient own = supplied.newBuilder()
                        .customizeHttpClient(http -> http.socketFactory(network))
                        .build()) {
            assertThat(own.get("m")).isEqualTo(GET.value());
        }
    }
}
