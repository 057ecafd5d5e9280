package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.TYPICAL;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** One {@code get} with a typical answer, every field read once. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GetBenchmark {
    @Benchmark
    public void facade(Clients clients, Blackhole reader) {
        Reading.all(clients.facade.get(TYPICAL), reader);
    }

    @Benchmark
    public void facadeAsync(Clients clients, Blackhole reader) {
        Reading.all(clients.async.get(TYPICAL).join(), reader);
    }

    @Benchmark
    public void handWritten(Clients clients, Blackhole reader) throws IOException {
        Reading.all(clients.handWritten.get(TYPICAL), reader);
    }

    @Benchmark
    public void jdk(Clients clients, Blackhole reader) throws IOException, InterruptedException {
        Reading.all(clients.jdk.get(TYPICAL), reader);
    }

    @Benchmark
    public byte[] okHttp(Clients clients) throws IOException {
        return clients.undecoded(clients.handWritten.getRequest(TYPICAL));
    }

    @Benchmark
    public void retrofit(Clients clients, Blackhole reader) throws IOException {
        Reading.all(
                clients.retrofit
                        .getActiveSession(Target.ACCOUNT, Target.APP, TYPICAL)
                        .execute()
                        .body()
                        .getData(),
                reader);
    }

    /** The share of the server and the system. */
    @Benchmark
    public byte[] socket(BareSocket socket) throws IOException {
        return socket.call();
    }
}
