package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * Every way to make a call, each with a transport of its own and the default settings, but for a pool that keeps a
 * connection for each thread.
 */
@State(Scope.Benchmark)
public class Clients {
    final ActiveSessionClient facade = Target.client();
    final AsyncActiveSessionClient async = facade.async();
    final OkHttpClient okHttp = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(ThreadsBenchmark.THREADS, 5, TimeUnit.MINUTES))
            .build();
    final HandWritten handWritten = new HandWritten(okHttp, Target.baseUrl());
    final JdkClient jdk = new JdkClient(Target.baseUrl());
    final ActiveSessionApi retrofit = new Retrofit.Builder()
            .baseUrl(Target.baseUrl() + "/")
            .client(new OkHttpClient.Builder()
                    .addInterceptor(chain -> chain.proceed(chain.request()
                            .newBuilder()
                            .header("Authorization", "Bearer " + Target.TOKEN)
                            .build()))
                    .build())
            .addConverterFactory(GsonConverterFactory.create())
            .build()
            .create(ActiveSessionApi.class);

    /** The floor: an answer's bytes, and nothing made of them. */
    byte[] undecoded(Request request) throws IOException {
        try (Response response = okHttp.newCall(request).execute()) {
            return response.body().bytes();
        }
    }

    @TearDown
    public void close() {
        facade.close();
        okHttp.dispatcher().executorService().shutdown();
    }
}
