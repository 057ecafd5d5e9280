package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A client with another timeout, from {@code newBuilder()}. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SecondClientBenchmark {
    private static final Duration OTHER = Duration.ofSeconds(3);

    @Benchmark
    public ActiveSessionClient newBuilder(Clients clients) {
        return clients.facade.newBuilder().timeout(OTHER).build();
    }
}
