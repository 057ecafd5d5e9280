package io.github.realtimekit.activesession.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The underlying OkHttp client, its threads and its connections. */
class TransportTest {
    private final Transport own = Transport.createOwn(List.of(), 2);
    private final ConnectionPool pool = own.http().connectionPool();

    @Test
    void threadsInheritNothingAndEndAfterTheirLastTask() throws Exception {
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        user.set("user-1");
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            caller.setContextClassLoader(application);
            for (Executor executor : List.<Executor>of(own.timer(), own::runSoon)) {
                CompletableFuture<String> inherited = new CompletableFuture<>();
                CompletableFuture<Thread> running = new CompletableFuture<>();
                executor.execute(() -> {
                    inherited.complete(user.get());
                    running.complete(Thread.currentThread());
                });
                Thread thread = running.get(20, TimeUnit.SECONDS);

                assertThat(inherited.join()).isNull();
                assertThat(thread.getContextClassLoader()).isSameAs(Transport.class.getClassLoader());
                assertThat(thread.getName()).isEqualTo("realtimekit-active-session");
                assertThat(thread.isDaemon()).isFalse(); // otherwise a call in the last statement might not be sent
                thread.join(15_000);
                assertThat(thread.isAlive()).isFalse(); // otherwise it would keep the program running
            }
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void theLibrarysClientWaitsAsLongAsAnAttemptAndPings() {
        assertThat(own.http().readTimeoutMillis()).isZero();
        assertThat(own.http().writeTimeoutMillis()).isZero();
        assertThat(own.http().pingIntervalMillis()).isEqualTo(5_000);
        assertThat(((ScheduledThreadPoolExecutor) own.timer()).getRemoveOnCancelPolicy())
                .isTrue();
    }

    /** OkHttp does not expose it. */
    @Test
    void idleConnectionsAreKeptForAMinute() throws ReflectiveOperationException {
        Field delegate = ConnectionPool.class.getDeclaredField("delegate");
        delegate.setAccessible(true);
        List<Object> times = new ArrayList<>();
        for (Field field : delegate.get(pool).getClass().getDeclaredFields()) {
            if (field.getType() == long.class) {
                field.setAccessible(true);
                times.add(field.get(delegate.get(pool)));
            }
        }
        assertThat(times).contains(60_000_000_000L);
    }

    @Test
    void aSuppliedClientKeepsEverythingButWhatAnswersForTheService() {
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher())
                .callTimeout(Duration.ofSeconds(8))
                .authenticator((route, response) -> null)
                .cache(new Cache(new File("target/cache"), 1_000))
                .build();

        OkHttpClient used = Transport.basedOn(client, 2).http();

        assertThat(used.followRedirects() || used.followSslRedirects()).isFalse();
        assertThat(used.authenticator()).isSameAs(Authenticator.NONE);
        assertThat(used.cache()).isNull();
        assertThat(used.callTimeoutMillis()).isZero();
        assertThat(used.dispatcher()).isSameAs(client.dispatcher());
        assertThat(used.connectionPool()).isSameAs(client.connectionPool());
        assertThat(client.followRedirects()).isTrue();
    }

    /** Without a read timeout, nothing else notices that a connection is dead. */
    @Test
    void aSuppliedClientWithoutPingsGetsThem() {
        assertThat(pingsOf(Duration.ZERO)).isEqualTo(5_000);
        assertThat(pingsOf(Duration.ofSeconds(7))).isEqualTo(7_000);
    }

    private static int pingsOf(Duration interval) {
        OkHttpClient client = new OkHttpClient.Builder().pingInterval(interval).build();
        return Transport.basedOn(client, 2).http().pingIntervalMillis();
    }
}
