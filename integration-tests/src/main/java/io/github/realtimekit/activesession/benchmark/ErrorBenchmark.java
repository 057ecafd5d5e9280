package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.NOBODY;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.NotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;
import retrofit2.Response;

/** One {@code get} that is answered with RealtimeKit's 404; code and message are read from what it becomes. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ErrorBenchmark {
    @Benchmark
    public void facade(Clients clients, Blackhole reader) {
        try {
            clients.facade.get(NOBODY);
        } catch (NotFoundException e) {
            read(e, reader);
        }
    }

    @Benchmark
    public void facadeAsync(Clients clients, Blackhole reader) {
        try {
            clients.async.get(NOBODY).join();
        } catch (CompletionException e) {
            read((ApiException) e.getCause(), reader);
        }
    }

    private static void read(ApiException e, Blackhole reader) {
        reader.consume(e.status());
        reader.consume(e.errors().get(0).code());
        reader.consume(e.errors().get(0).message());
    }

    @Benchmark
    public void handWritten(Clients clients, Blackhole reader) throws IOException {
        try {
            clients.handWritten.get(NOBODY);
        } catch (HandWritten.Refused e) {
            read(e, reader);
        }
    }

    @Benchmark
    public void jdk(Clients clients, Blackhole reader) throws IOException, InterruptedException {
        try {
            clients.jdk.get(NOBODY);
        } catch (HandWritten.Refused e) {
            read(e, reader);
        }
    }

    private static void read(HandWritten.Refused e, Blackhole reader) {
        reader.consume(e.status);
        reader.consume(e.code);
        reader.consume(e.getMessage());
    }

    @Benchmark
    public byte[] okHttp(Clients clients) throws IOException {
        return clients.undecoded(clients.handWritten.getRequest(NOBODY));
    }

    /** It leaves decoding an error to its caller. */
    @Benchmark
    public void retrofit(Clients clients, Blackhole reader) throws IOException {
        Response<?> response = clients.retrofit
                .getActiveSession(Target.ACCOUNT, Target.APP, NOBODY)
                .execute();
        reader.consume(response.code());
        reader.consume(response.errorBody().string());
    }
}
