package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/** The OkHttp client, timer and threads below one or more of our clients, the calls in flight on it, and its end. */
final class Transport {
    /**
     * Each asynchronous call in flight has a thread of the dispatcher and, without HTTP/2, a connection, which is kept.
     */
    private static final int MAX_IN_FLIGHT = 1_024;

    /**
     * An attempt that times out leaves an HTTP/2 connection open for the next one, dead or not. A connection that has
     * not answered a ping by the next one is closed: within two intervals, half of an attempt's usual limit.
     */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** How long a thread without work stays. */
    private static final long IDLE_SECONDS = 60;

    private final OkHttpClient http;
    private final boolean own;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Transport::daemon);
    private final Set<Runnable> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Transport(OkHttpClient.Builder builder, boolean own, ExecutorService threads) {
        builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .callTimeout(Duration.ZERO); // each attempt sets its own
        builder.interceptors().add(0, Attempt::exchange);
        builder.interceptors().add(Attempt::unmask);
        builder.networkInterceptors().add(Attempt::send);
        this.http = builder.build();
        this.own = own;
        this.threads = threads;
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A transport on a client that was handed in, or on one of our own. */
    static Transport on(@Nullable OkHttpClient client) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Transport::daemon);
        if (client != null) {
            return new Transport(client.newBuilder(), false, threads);
        }
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MAX_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MAX_IN_FLIGHT);
        return new Transport(
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(MAX_IN_FLIGHT, 5, TimeUnit.MINUTES))
                        .connectTimeout(Duration.ZERO)
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .pingInterval(PING_INTERVAL),
                true,
                threads);
    }

    /**
     * The generated interface, which makes the requests but sends none; with a listener, it would report calls that
     * never end.
     */
    ActiveSessionApi api(HttpUrl baseUrl) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .callFactory(http.newBuilder().eventListener(EventListener.NONE).build())
                .addConverterFactory(Json.converters())
                .build()
                .create(ActiveSessionApi.class);
    }

    OkHttpClient http() {
        return http;
    }

    /** Has no thread before its first task. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Takes note of a call, by what is run when the client is closed. */
    void begin(Runnable close) {
        inFlight.add(close);
        if (closed) {
            inFlight.remove(close);
            throw new IllegalStateException("the client is closed");
        }
    }

    void end(Runnable close) {
        inFlight.remove(close);
    }

    /** Runs a step of an asynchronous call on a thread of ours, or on this one if there can be no other. */
    void run(Runnable step) {
        try {
            threads.execute(step);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // closed; or no thread can be made
            step.run();
        }
    }

    /** Closes the connection that only now has no request on it, if the client was closed meanwhile. */
    void attemptEnded() {
        if (own && closed) {
            http.connectionPool().evictAll();
        }
    }

    /** Ends the calls in flight, and what is our own. */
    void close() {
        closed = true;
        inFlight.forEach(Runnable::run);
        timer.shutdownNow();
        threads.shutdown();
        if (own) {
            http.connectionPool().evictAll();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "realtimekit-active-session");
        thread.setDaemon(true);
        return thread;
    }
}
