package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.SLOW;

import io.github.realtimekit.activesession.ActiveSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thousand calls started at once, to a server that answers each after 100 ms. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BurstBenchmark {
    static final int CALLS = 1_000;

    /** OkHttp without its limits of five calls to one host and five connections that are kept; nothing is decoded. */
    @State(Scope.Benchmark)
    public static class RaisedOkHttp {
        final OkHttpClient http = raised();
        final HandWritten requests = new HandWritten(http, Target.baseUrl());

        @TearDown
        public void close() {
            http.dispatcher().executorService().shutdown();
        }
    }

    static OkHttpClient raised() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CALLS);
        dispatcher.setMaxRequestsPerHost(CALLS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(CALLS, 5, TimeUnit.MINUTES))
                .build();
    }

    @Benchmark
    public int facade(Clients clients) {
        List<CompletableFuture<ActiveSession>> calls = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            calls.add(clients.async.get(SLOW));
        }
        int live = 0;
        for (CompletableFuture<ActiveSession> call : calls) {
            live += call.join().liveParticipants();
        }
        return live;
    }

    @Benchmark
    public long okHttp(RaisedOkHttp raised) {
        List<CompletableFuture<byte[]>> calls = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            calls.add(start(raised.http.newCall(raised.requests.getRequest(SLOW))));
        }
        long bytes = 0;
        for (CompletableFuture<byte[]> call : calls) {
            bytes += call.join().length;
        }
        return bytes;
    }

    static CompletableFuture<byte[]> start(Call call) {
        CompletableFuture<byte[]> future = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                    future.complete(response.body().bytes());
                }
            }

            @Override
            public void onFailure(Call call, IOException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }
}
