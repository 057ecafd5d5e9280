package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What clients on the same connections share: the OkHttp client, the timer, the threads, and the calls in flight. */
public final class Transport {
    /** The interceptors' callbacks into an attempt, which is a tag of its OkHttp call. */
    interface Hooks {
        /** The first application interceptor. */
        Response exchange(Interceptor.Chain chain) throws IOException;

        /** The last application interceptor. */
        Response restore(Response response);

        /** The last network interceptor. */
        Response send(Interceptor.Chain chain) throws IOException;
    }

    /** An asynchronous call in flight occupies a thread and, without HTTP/2, a connection. */
    public static final int MAX_CALLS_AT_ONCE = 1_024;

    /**
     * Shorter than the idle timeouts of routers and load balancers (the common ones start at four minutes), and long
     * enough for a program that reads a meeting every few seconds.
     */
    private static final long KEEP_IDLE_MILLIS = 60_000;

    /** A dead HTTP/2 connection is closed within two intervals, which is half of the default attempt timeout. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    /** Connecting to one address may take a quarter of an attempt, which leaves time for the next address. */
    private static final int ADDRESSES_PER_ATTEMPT = 4;

    private static final int LONGEST_CONNECT_MILLIS = 3_000;

    /** How long a cancelled attempt may take to end before its connection is closed by force. */
    private static final long GRACE_MILLIS = 1_000;

    /** The threads are not daemons, so they must not delay the end of a program after its last call. */
    private static final long KEEP_THREAD_MILLIS = 300;

    private final OkHttpClient http;
    private final @Nullable ConnectionPool ownPool;
    private final boolean limitsConnecting;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final CallQueue queue;
    final Set<Runnable> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A transport with its own OkHttp client, which the program may customize. */
    public static Transport createOwn(List<Consumer<OkHttpClient.Builder>> customizers, int maxCallsAtOnce) {
        ConnectionPool pool = new ConnectionPool(MAX_CALLS_AT_ONCE, KEEP_IDLE_MILLIS, MILLISECONDS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(pool)
                .connectTimeout(Duration.ofMillis(LONGEST_CONNECT_MILLIS))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .pingInterval(PING_INTERVAL);
        customizers.forEach(customizer -> customizer.accept(builder));
        return new Transport(builder.build(), pool, maxCallsAtOnce, Transport::thread);
    }

    /** A transport with a copy of the program's OkHttp client. */
    public static Transport basedOn(OkHttpClient supplied, int maxCallsAtOnce) {
        return basedOn(supplied, maxCallsAtOnce, Transport::thread);
    }

    static Transport basedOn(OkHttpClient supplied, int maxCallsAtOnce, ThreadFactory factory) {
        OkHttpClient.Builder patient =
                supplied.newBuilder().readTimeout(Duration.ZERO).writeTimeout(Duration.ZERO);
        if (supplied.pingIntervalMillis() == 0) { // OkHttp notices dead connections by a read timeout or by pings
            patient.pingInterval(PING_INTERVAL);
        }
        return new Transport(patient.build(), null, maxCallsAtOnce, factory);
    }

    private Transport(OkHttpClient client, @Nullable ConnectionPool own, int maxCallsAtOnce, ThreadFactory factory) {
        this.http = withWhatACallNeeds(client);
        this.ownPool = http.connectionPool() == own ? own : null;
        // Only on the library's own client, and only if no customizer has changed the connect timeout.
        this.limitsConnecting = own != null && http.connectTimeoutMillis() == LONGEST_CONNECT_MILLIS;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_THREAD_MILLIS, MILLISECONDS, new SynchronousQueue<>(), factory);
        this.timer = new ScheduledThreadPoolExecutor(1, factory);
        this.queue = new CallQueue(maxCallsAtOnce, threads);
        timer.setKeepAliveTime(KEEP_THREAD_MILLIS, MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static OkHttpClient withWhatACallNeeds(OkHttpClient client) {
        AddressOrder addresses = new AddressOrder(client.dns());
        EventListener.Factory listeners = client.eventListenerFactory();

        OkHttpClient.Builder builder = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .callTimeout(Duration.ZERO) // each attempt has its own limit
                .dns(addresses)
                .eventListenerFactory(call -> new AddressListener(listeners.create(call), addresses));
        builder.interceptors().add(0, chain -> of(chain).exchange(chain));
        builder.interceptors().add(chain -> of(chain).restore(chain.proceed(chain.request())));
        builder.networkInterceptors().add(chain -> of(chain).send(chain));
        return builder.build();
    }

    /** Finds the attempt by the call, because other interceptors may replace the request. */
    private static Hooks of(Interceptor.Chain chain) {
        return Objects.requireNonNull(chain.call().request().tag(Hooks.class));
    }

    public OkHttpClient http() {
        return http;
    }

    /** How long an attempt may take to connect to one address, unless the program has a limit of its own. */
    int connectMillis(Duration attempt) {
        if (!limitsConnecting) {
            return http.connectTimeoutMillis();
        }
        long share = Clock.nanos(attempt) / 1_000_000 / ADDRESSES_PER_ATTEMPT;
        return (int) Math.max(1, Math.min(share, LONGEST_CONNECT_MILLIS));
    }

    /** Starts its thread with the first task. Tasks must not wait for the program's code. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs asynchronous calls if the client has no executor. */
    CallQueue queue() {
        return queue;
    }

    /** Completes a future on a thread of its own, or on this one if no thread can be started. */
    void runSoon(Runnable completion) {
        try {
            threads.execute(completion);
        } catch (OutOfMemoryError e) {
            completion.run();
        }
    }

    /** Schedules the forced end of a cancelled attempt, in case it does not end by itself. */
    @Nullable
    Future<?> afterGrace(Runnable force) {
        try {
            return timer.schedule(force, GRACE_MILLIS, MILLISECONDS);
        } catch (OutOfMemoryError e) { // no thread can be started: the attempt has to end by itself
            return null;
        }
    }

    /** Registers a call with what to run if the client is closed. */
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

    /**
     * Closes idle connections that must not be reused. After an attempt has timed out, other connections to the same
     * peer may be dead as well. After {@link #close()}, a connection may become idle that was in use until then.
     */
    void attemptEnded(boolean timedOut) {
        if (timedOut || closed) {
            closeIdleConnections();
        }
    }

    /**
     * Ends the calls in flight, and closes idle connections if the pool is the library's own. Idle threads end by
     * themselves.
     */
    public void close() {
        closed = true;
        inFlight.forEach(Runnable::run);
        closeIdleConnections();
    }

    private void closeIdleConnections() {
        if (ownPool != null) {
            ownPool.evictAll();
        }
    }

    /** A thread that inherits nothing from the thread that happens to make the first call. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "realtimekit-active-session", 0, false);
        thread.setDaemon(false);
        thread.setContextClassLoader(Transport.class.getClassLoader());
        return thread;
    }
}
