package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import io.micrometer.observation.ObservationView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.Credentials;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests against a server that records requests and has no sessions. */
class TransportsTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean wantsPassword;

    @Test
    void operationsHaveTheirOwnSpansAndTimers() throws Exception {
        List<String> spans = new ArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new ObservationTextPublisher(spans::add, context -> true, context -> {
                    return context.getContextualName() + context.getAllKeyValues();
                }));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        HttpServer server = start(HttpServer.create());

        try (ActiveSessionClient client = builder(
                        "http://localhost:" + server.getAddress().getPort())
                .customizeHttpClient(Transports.observed(observations, meters))
                .build()) {
            client.find("weekly");
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> client.kick("weekly", Participants.withIds("a")),
                    () -> client.kickAll("weekly"),
                    () -> client.createPoll("weekly", NewPoll.of("Ship it?", "Yes", "No")))) {
                assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
            }
        }
        server.stop(0);

        for (String operation : List.of("active-session", "kick", "kick-all", "poll")) {
            assertThat(spans)
                    .filteredOn(span -> span.contains("STOP - realtimekit " + operation + "["))
                    .hasSize(1);
        }
        assertThat(meters.get("realtimekit.requests").tag("status", "404").timers())
                .extracting(timer -> timer.getId().getTag("uri"))
                .containsExactlyInAnyOrder("active-session", "kick", "kick-all", "poll");
        String tags = spans + meters.getMetersAsString();
        assertThat(tags).contains("kick-all").doesNotContain("weekly", "an-account", "an-app");
    }

    @Test
    void anAsynchronousCallIsObservedInTheContextOfItsCaller() throws Exception {
        assertThat(parentsOfTheAttempts(Optional.empty())).containsExactly("none", "none");

        ExecutorService threads = Executors.newSingleThreadExecutor();
        Executor inContext = Transports.inTheContextOfTheCaller(threads);
        assertThat(parentsOfTheAttempts(Optional.of(inContext))).containsExactly("moderation", "moderation");
        threads.shutdown();
    }

    /** A call of two attempts, made within the observation {@code moderation}. */
    private List<String> parentsOfTheAttempts(Optional<Executor> executor) throws Exception {
        List<String> parents = new CopyOnWriteArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new ObservationHandler<OkHttpContext>() {
            @Override
            public void onStart(OkHttpContext attempt) {
                ObservationView parent = attempt.getParentObservation();
                parents.add(parent == null ? "none" : parent.getContextView().getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof OkHttpContext;
            }
        });
        HttpServer server = start(HttpServer.create());
        failures.set(1);
        ActiveSessionClient.Builder builder = builder(
                        "http://localhost:" + server.getAddress().getPort())
                .customizeHttpClient(Transports.observed(observations, new SimpleMeterRegistry()));
        executor.ifPresent(builder::executor);

        try (ActiveSessionClient client = builder.build()) {
            CompletableFuture<Optional<ActiveSession>> session = Observation.createNotStarted(
                            "moderation", observations)
                    .observe(() -> client.async().find("weekly"));
            assertThat(session.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        server.stop(0);
        return parents;
    }

    @Test
    void aProxyIsAskedForTheWholeAddress() throws Exception {
        HttpServer proxy = start(HttpServer.create());

        ask(builder("http://realtimekit.test")
                .allowPlainHttp()
                .customizeHttpClient(
                        Transports.throughProxy("localhost", proxy.getAddress().getPort())));

        assertThat(asked).singleElement().asString().startsWith("http://realtimekit.test/accounts/an-account/");
        proxy.stop(0);
    }

    @Test
    void aProxyGetsItsPassword() throws Exception {
        HttpServer proxy = start(HttpServer.create());
        int port = proxy.getAddress().getPort();
        wantsPassword = true;

        ask(builder("http://realtimekit.test")
                .allowPlainHttp()
                .customizeHttpClient(Transports.throughProxy("localhost", port))
                .customizeHttpClient(Transports.withProxyPassword("user", "secret")));
        try (ActiveSessionClient client = builder("http://realtimekit.test")
                .allowPlainHttp()
                .customizeHttpClient(Transports.throughProxy("localhost", port))
                .customizeHttpClient(Transports.withProxyPassword("user", "wrong"))
                .build()) {
            assertThatThrownBy(() -> client.get("weekly")).hasMessageContaining("HTTP 407");
        }

        assertThat(asked).hasSize(4);
        proxy.stop(0);
    }

    @Test
    void aCustomCertificateIsTrustedAndPresented(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        int failed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(failed).isZero();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "spring.ssl.bundle.jks.realtimekit.truststore.location=file:" + store,
                        "spring.ssl.bundle.jks.realtimekit.truststore.password=changeit",
                        "spring.ssl.bundle.jks.realtimekit.keystore.location=file:" + store,
                        "spring.ssl.bundle.jks.realtimekit.keystore.password=changeit",
                        "spring.ssl.bundle.jks.server.truststore.location=file:" + store,
                        "spring.ssl.bundle.jks.server.truststore.password=changeit",
                        "spring.ssl.bundle.jks.server.keystore.location=file:" + store,
                        "spring.ssl.bundle.jks.server.keystore.password=changeit")
                .run(context -> {
                    SslBundles bundles = context.getBean(SslBundles.class);
                    HttpsServer server = HttpsServer.create();
                    server.setHttpsConfigurator(
                            askingForACertificate(bundles.getBundle("server").createSslContext()));
                    start(server);

                    ask(builder("https://localhost:" + server.getAddress().getPort())
                            .customizeHttpClient(Transports.secured(bundles)));

                    assertThat(asked).hasSize(1);
                    server.stop(0);
                });
    }

    @Test
    void aTokenThatHasChangedIsSent(@TempDir Path folder) throws Exception {
        HttpServer server = start(HttpServer.create());
        Path file = folder.resolve("token");
        ActiveSessionClient.Builder builder =
                builder("http://localhost:" + server.getAddress().getPort()).apiToken(new RotatingToken(file));

        Files.writeString(file, "old\n");
        ask(builder);
        Files.writeString(file, "new\n");
        ask(builder);

        assertThat(tokens).containsExactly("Bearer old", "Bearer new");
        server.stop(0);
    }

    private static HttpsConfigurator askingForACertificate(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        };
    }

    private static ActiveSessionClient.Builder builder(String baseUrl) {
        return ActiveSessionClient.builder()
                .apiToken("a-token")
                .accountId("an-account")
                .appId("an-app")
                .baseUrl(baseUrl);
    }

    private static void ask(ActiveSessionClient.Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            assertThat(client.find("weekly")).isEmpty();
        }
    }

    private HttpServer start(HttpServer server) throws Exception {
        server.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            String password = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (wantsPassword && !Credentials.basic("user", "secret").equals(password)) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(407, -1);
                exchange.close();
                return;
            }
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
                return;
            }
            byte[] answer = """
                    {"success": false, "error": {"code": 404, "message": "no session"}}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
