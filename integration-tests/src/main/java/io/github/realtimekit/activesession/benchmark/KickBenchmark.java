package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.generated.model.ParticipantsJson;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One {@code kick} with few or many participants in its answer, every field of each read once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KickBenchmark {
    private static final List<String> IDS =
            List.of("aaa2e1c3-0000-4000-8000-000000000001", "aaa2e1c3-0000-4000-8000-000000000002");

    @Param({"1", "100", "1000", "10000"})
    public int participants;

    private String meeting() {
        return Answers.kicked(participants);
    }

    @Benchmark
    public void facade(Clients clients, Blackhole reader) {
        Reading.all(clients.facade.kick(meeting(), Participants.withIds(IDS)), reader);
    }

    @Benchmark
    public void facadeAsync(Clients clients, Blackhole reader) {
        Reading.all(clients.async.kick(meeting(), Participants.withIds(IDS)).join(), reader);
    }

    @Benchmark
    public void handWritten(Clients clients, Blackhole reader) throws IOException {
        Reading.all(clients.handWritten.kick(meeting(), IDS), reader);
    }

    @Benchmark
    public void jdk(Clients clients, Blackhole reader) throws IOException, InterruptedException {
        Reading.all(clients.jdk.kick(meeting(), IDS), reader);
    }

    @Benchmark
    public byte[] okHttp(Clients clients) throws IOException {
        return clients.undecoded(clients.handWritten.kickRequest(meeting(), IDS));
    }

    @Benchmark
    public void retrofit(Clients clients, Blackhole reader) throws IOException {
        ParticipantsJson body =
                new ParticipantsJson().participantIds(List.copyOf(IDS)).customParticipantIds(List.of());
        Reading.all(
                clients.retrofit
                        .kickParticipants(Target.ACCOUNT, Target.APP, meeting(), body)
                        .execute()
                        .body()
                        .getData(),
                reader);
    }
}
