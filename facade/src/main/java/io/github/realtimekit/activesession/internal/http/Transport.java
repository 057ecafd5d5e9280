package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The OkHttp client, timer and threads below one or more clients, the calls in flight on it, and its end. */
public final class Transport {
    /** The attempt behind an OkHttp call; the two interceptors of this transport find it by the tag of the call. */
    interface Exchange {
        /** The first application interceptor. */
        Response exchange(Interceptor.Chain chain) throws IOException;

        /** The last network interceptor. */
        Response send(Interceptor.Chain chain) throws IOException;
    }

    /** Each asynchronous call in flight has a thread of the dispatcher and, without HTTP/2, a connection. */
    private static final int MAX_IN_FLIGHT = 1_024;

    /**
     * Shorter than the time after which routers and load balancers forget an idle connection (the common limits begin
     * at four minutes), and long enough for a program that looks at a meeting every few seconds.
     */
    private static final long KEEP_IDLE_MILLIS = 60_000;

    /** A dead HTTP/2 connection is closed within two intervals, half of the default attempt timeout. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** One address may take a quarter of an attempt's time to connect, so that the next one has its chance. */
    private static final int ADDRESSES_PER_ATTEMPT = 4;

    private static final int LONGEST_CONNECT_MILLIS = 3_000;

    /** How long a cancelled attempt may take to end before its connection is closed by force. */
    private static final long GRACE_MILLIS = 1_000;

    /** Threads are not daemons, so a program ends with its last call; so they must not linger after it. */
    private static final long KEEP_THREAD_MILLIS = 300;

    private final boolean own;
    private final OkHttpClient http;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_THREAD_MILLIS, MILLISECONDS, new SynchronousQueue<>(), Transport::thread);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Transport::thread);
    private final Set<Runnable> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A transport on a client that was handed in, or on one of its own. */
    public Transport(@Nullable OkHttpClient client) {
        this.own = client == null;
        OkHttpClient.Builder builder = client == null ? ownClient() : client.newBuilder();
        builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .callTimeout(Duration.ZERO); // each attempt has its own limit
        builder.interceptors().add(0, chain -> of(chain).exchange(chain));
        builder.networkInterceptors().add(chain -> of(chain).send(chain));
        this.http = builder.build();
        timer.setKeepAliveTime(KEEP_THREAD_MILLIS, MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private OkHttpClient.Builder ownClient() {
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MAX_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MAX_IN_FLIGHT);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MAX_IN_FLIGHT, KEEP_IDLE_MILLIS, MILLISECONDS))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .pingInterval(PING_INTERVAL);
    }

    /** Other interceptors may replace the request, but not the call. */
    private static Exchange of(Interceptor.Chain chain) {
        return Objects.requireNonNull(chain.call().request().tag(Exchange.class));
    }

    public OkHttpClient http() {
        return http;
    }

    /** How long an attempt may take to connect to one address. A client that was handed in has its own limit. */
    int connectMillis(Duration attempt) {
        long share = Clock.nanos(attempt) / 1_000_000 / ADDRESSES_PER_ATTEMPT;
        return own ? (int) Math.max(1, Math.min(share, LONGEST_CONNECT_MILLIS)) : http.connectTimeoutMillis();
    }

    /** Has no thread before its first task. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Frees an attempt that has been cancelled, unless it ends by itself before that. */
    Future<?> afterGrace(Runnable release) {
        return timer.schedule(release, GRACE_MILLIS, MILLISECONDS);
    }

    /** Registers a call, by what to run when the client is closed. */
    void register(Runnable close) {
        inFlight.add(close);
        if (closed) {
            inFlight.remove(close);
            throw new IllegalStateException("the client is closed");
        }
    }

    void unregister(Runnable close) {
        inFlight.remove(close);
    }

    /** Runs a step of an asynchronous call on a thread of ours, since the timer must not wait for a user's code. */
    void run(Runnable step) {
        threads.execute(step);
    }

    /**
     * Closes idle connections where they must not be used again: after an attempt that timed out, other connections to
     * the same peer may be dead as well; and a connection may have become idle after {@link #close()}.
     */
    void attemptEnded(boolean timedOut) {
        if (own && (timedOut || closed)) {
            http.connectionPool().evictAll();
        }
    }

    /** Aborts the calls in flight, and closes the connections if they are its own. Idle threads end by themselves. */
    public void close() {
        closed = true;
        inFlight.forEach(Runnable::run);
        if (own) {
            http.connectionPool().evictAll();
        }
    }

    /** A thread that inherits nothing from the one that happens to make the first call. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "realtimekit-active-session", 0, false);
        thread.setDaemon(false);
        thread.setContextClassLoader(Transport.class.getClassLoader());
        return thread;
    }
}
