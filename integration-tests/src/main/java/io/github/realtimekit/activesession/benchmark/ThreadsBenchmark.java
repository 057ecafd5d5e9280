package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.Answers.TYPICAL;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/** Many threads that share one client. */
@Threads(ThreadsBenchmark.THREADS)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ThreadsBenchmark {
    static final int THREADS = 64;

    @Benchmark
    public void facade(Clients clients, Blackhole reader) {
        Reading.all(clients.facade.get(TYPICAL), reader);
    }

    @Benchmark
    public void handWritten(Clients clients, Blackhole reader) throws IOException {
        Reading.all(clients.handWritten.get(TYPICAL), reader);
    }

    /** What the server can answer at all. */
    @Benchmark
    public byte[] socket(BareSocket socket) throws IOException {
        return socket.call();
    }
}
