package io.github.realtimekit.activesession.internal.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The OkHttp client, timer and threads below one or more clients, the calls in flight on it, and its end. */
public final class Transport {
    /** Each asynchronous call in flight has a thread of the dispatcher and, without HTTP/2, a connection. */
    private static final int MAX_IN_FLIGHT = 1_024;

    /**
     * Shorter than routers and load balancers keep an idle connection in mind (the common limits begin at four
     * minutes), and long enough for a program that looks at a meeting every few seconds.
     */
    private static final Duration KEEP_IDLE = Duration.ofMinutes(1);

    /** A dead HTTP/2 connection is closed within two intervals, half of the default attempt timeout. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** Of an attempt's time, the part that one address may take to connect, so that the next one has its chance. */
    private static final int ADDRESSES_PER_ATTEMPT = 4;

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

    /** How long a cancelled attempt may take to end before its connection is closed by force. */
    private static final long GRACE_MILLIS = 1_000;

    /** Threads are no daemons, so a program ends with its last call; so they must not linger after it. */
    private static final long KEEP_THREAD_MILLIS = 300;

    private final OkHttpClient http;
    private final boolean own;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Transport::thread);
    private final Set<HttpCall<?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Transport(OkHttpClient.Builder builder, boolean own, ExecutorService threads) {
        builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .callTimeout(Duration.ZERO); // each attempt has its own limit
        builder.interceptors().add(0, Attempt::signAndRead);
        builder.networkInterceptors().add(Attempt::send);
        this.http = builder.build();
        this.own = own;
        this.threads = threads;
        timer.setKeepAliveTime(KEEP_THREAD_MILLIS, TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A transport on a client that was handed in, or on one of our own. */
    public static Transport on(@Nullable OkHttpClient client) {
        ExecutorService threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_THREAD_MILLIS,
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                Transport::thread);
        if (client != null) {
            return new Transport(client.newBuilder(), false, threads);
        }
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MAX_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MAX_IN_FLIGHT);
        return new Transport(
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(MAX_IN_FLIGHT, KEEP_IDLE.toMillis(), TimeUnit.MILLISECONDS))
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .pingInterval(PING_INTERVAL),
                true,
                threads);
    }

    public OkHttpClient http() {
        return http;
    }

    /** How long an attempt may take to connect to one address; with a client that was handed in, what that says. */
    int connectMillis(Duration attempt) {
        if (!own) {
            return http.connectTimeoutMillis();
        }
        Duration share = attempt.dividedBy(ADDRESSES_PER_ATTEMPT);
        return Math.max(1, (int) (share.compareTo(LONGEST_CONNECT) < 0 ? share : LONGEST_CONNECT).toMillis());
    }

    /** Has no thread before its first task. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Frees an attempt that has been cancelled, unless it ends by itself before that; null when all has ended. */
    @Nullable
    Future<?> afterGrace(Runnable release) {
        try {
            return timer.schedule(release, GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the client was closed, which freed it as well
            return null;
        }
    }

    /** Registers a call, which is aborted when the client is closed. */
    void register(HttpCall<?> call) {
        inFlight.add(call);
        if (closed) {
            inFlight.remove(call);
            throw new IllegalStateException("the client is closed");
        }
    }

    void unregister(HttpCall<?> call) {
        inFlight.remove(call);
    }

    /** Runs a step of an asynchronous call on a thread of ours, since the timer must not wait for a user's code. */
    void run(Runnable step) {
        try {
            threads.execute(step);
        } catch (RejectedExecutionException e) { // the client was closed a moment ago
            step.run();
        }
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

    /** Aborts the calls in flight, and closes what is our own. */
    public void close() {
        closed = true;
        inFlight.forEach(HttpCall::close);
        timer.shutdown(); // what is left there frees attempts that are stuck
        threads.shutdown();
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
