package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.realtimekit.activesession.ActiveSessionClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/** Spring puts proxies in front of the client. Each behaves as the client itself would. */
class ProxiesTest {
    private final List<String> seen = new ArrayList<>();
    private final ApplicationContextRunner spring =
            new ApplicationContextRunner().withBean("seen", List.class, () -> seen);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"success\": true, \"data\": {\"live_participants\": 3}}".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void lazyClientIsMadeAtItsFirstCall() {
        spring.withBean("port", Integer.class, () -> server.getAddress().getPort())
                .withUserConfiguration(LazyClient.class)
                .run(context -> {
                    Dashboard dashboard = context.getBean(Dashboard.class);
                    assertThat(seen).isEmpty();
                    assertThat(dashboard.client().get("weekly").liveParticipants())
                            .isEqualTo(3);
                    assertThat(seen).containsExactly("made");
                });
    }

    @Test
    void refreshedClientIsMadeAnew() {
        spring.withBean("port", Integer.class, () -> server.getAddress().getPort())
                .withConfiguration(AutoConfigurations.of(RefreshAutoConfiguration.class))
                .withUserConfiguration(RefreshedClient.class)
                .run(context -> {
                    ActiveSessionClient client = context.getBean(ActiveSessionClient.class);
                    client.get("weekly");
                    context.getBean(org.springframework.cloud.context.scope.refresh.RefreshScope.class)
                            .refreshAll();
                    assertThat(client.get("weekly").liveParticipants()).isEqualTo(3);
                    assertThat(seen).containsExactly("made", "made");
                });
    }

    @Test
    void aspectSeesEachOperation() {
        spring.withBean("port", Integer.class, () -> server.getAddress().getPort())
                .withUserConfiguration(ObservedClient.class)
                .run(context -> {
                    ActiveSessionClient client = context.getBean(ActiveSessionClient.class);
                    assertThat(client.get("weekly").liveParticipants()).isEqualTo(3);
                    assertThat(client.async().get("weekly").join().liveParticipants())
                            .isEqualTo(3);
                    assertThat(seen).containsExactly("made", "get", "async");
                });
    }

    private static ActiveSessionClient make(List<String> seen, int port) {
        seen.add("made");
        return ActiveSessionClient.builder()
                .apiToken("a-token")
                .accountId("an-account")
                .appId("an-app")
                .baseUrl("http://localhost:" + port)
                .build();
    }

    record Dashboard(ActiveSessionClient client) {}

    @Configuration
    static class LazyClient {
        @Bean
        @Lazy
        ActiveSessionClient client(List<String> seen, int port) {
            return make(seen, port);
        }

        @Bean
        Dashboard dashboard(@Lazy ActiveSessionClient client) {
            return new Dashboard(client);
        }
    }

    @Configuration
    static class RefreshedClient {
        @Bean
        @RefreshScope
        ActiveSessionClient client(List<String> seen, int port) {
            return make(seen, port);
        }
    }

    @Configuration
    @EnableAspectJAutoProxy(proxyTargetClass = true)
    @Import(Audit.class)
    static class ObservedClient {
        @Bean
        ActiveSessionClient client(List<String> seen, int port) {
            return make(seen, port);
        }
    }

    @Aspect
    static class Audit {
        private final List<String> seen;

        Audit(List<String> seen) {
            this.seen = seen;
        }

        @Around("execution(* io.github.realtimekit.activesession.ActiveSessionClient.*(..))"
                + " && !execution(* close())")
        Object note(ProceedingJoinPoint call) throws Throwable {
            seen.add(call.getSignature().getName());
            return call.proceed();
        }
    }
}
