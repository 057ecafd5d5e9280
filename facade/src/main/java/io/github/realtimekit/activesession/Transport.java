package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/** The OkHttp client below one or more of ours, the calls in flight on it, and its end. */
final class Transport {
    /** Each asynchronous call in flight has a thread of the dispatcher, and without HTTP/2 a connection, which is kept. */
    private static final int MOST_IN_FLIGHT = 1_024;

    /**
     * An attempt that times out leaves an HTTP/2 connection open for the next one, dead or not. One that has not answered a
     * ping by the next is given up: within two intervals, half of an attempt's usual limit.
     */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    private final OkHttpClient http;
    private final boolean own;
    private final Set<Exchange<?, ?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Transport(OkHttpClient.Builder builder, boolean own) {
        builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .callTimeout(Duration.ZERO); // each attempt sets its own
        builder.interceptors().add(0, Attempt::run);
        builder.networkInterceptors().add(Attempt::send);
        this.http = builder.build();
        this.own = own;
    }

    /** A transport on a client that was handed in, or on one of our own. */
    static Transport on(@Nullable OkHttpClient client) {
        if (client != null) {
            return new Transport(client.newBuilder(), false);
        }
        Dispatcher dispatcher = new Dispatcher(
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "realtimekit-active-session");
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(MOST_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MOST_IN_FLIGHT);
        return new Transport(
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(MOST_IN_FLIGHT, 5, TimeUnit.MINUTES))
                        .connectTimeout(Duration.ZERO)
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .pingInterval(PING_INTERVAL),
                true);
    }

    ActiveSessionApi api(HttpUrl baseUrl) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .callFactory(request -> http.newCall(
                        request.newBuilder().tag(Attempt.class, new Attempt()).build()))
                .addConverterFactory(new Json())
                .build()
                .create(ActiveSessionApi.class);
    }

    void begin(Exchange<?, ?> exchange) {
        inFlight.add(exchange);
        if (closed) {
            inFlight.remove(exchange);
            throw new IllegalStateException("the client is closed");
        }
    }

    void end(Exchange<?, ?> exchange) {
        inFlight.remove(exchange);
    }

    /** Runs a step of an asynchronous call where OkHttp runs the others. */
    void run(Runnable step) {
        try {
            http.dispatcher().executorService().execute(step);
        } catch (RejectedExecutionException e) {
            step.run(); // it was shut down: all that is left for the step to do is to end the call
        }
    }

    /** Closes the connection that only now has nothing left on it, if the client was closed meanwhile. */
    void attemptOver() {
        if (own && closed) {
            http.connectionPool().evictAll();
        }
    }

    /** Ends the calls in flight, and what is our own. */
    void close() {
        closed = true;
        inFlight.forEach(Exchange::close);
        if (own) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}
