package io.github.realtimekit.activesession.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What a row does in each way, again and again. It returns a sum of what it read. */
interface Work {
    long run() throws Exception;

    /** What comes before, and is not measured. */
    default void prepare() throws Exception {}

    static Work get(Client client) {
        return () -> client.get(Responses.TYPICAL);
    }

    static Work refused(Client client) {
        return () -> client.get(Responses.NO_SESSION);
    }

    static Work getAsync(Client client) {
        return () -> client.getAsync(Responses.TYPICAL).join();
    }

    /** Ten calls in each of 64 threads that share a client. */
    static Work inThreads(Client client) {
        ExecutorService threads = Executors.newCachedThreadPool();
        Callable<Long> tenCalls = () -> {
            long sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += client.get(Responses.TYPICAL);
            }
            return sum;
        };
        return () -> {
            long sum = 0;
            for (Future<Long> part : threads.invokeAll(Collections.nCopies(64, tenCalls))) {
                sum += part.get();
            }
            return sum;
        };
    }

    /** A thousand asynchronous calls at once. */
    static Work burst(Client client) {
        return () -> {
            List<CompletableFuture<Long>> calls = Stream.generate(() -> client.getAsync(Responses.TYPICAL))
                    .limit(1_000)
                    .toList();
            return calls.stream().mapToLong(CompletableFuture::join).sum();
        };
    }

    /** A call when the server has just closed the only connection of the pool. */
    static Work afterClosing(Client client, Client another) {
        return new Work() {
            @Override
            public void prepare() throws Exception {
                client.get(Responses.CLOSING);
                // The server has one thread: when it responds to another client, it has closed the connection.
                another.get(Responses.TYPICAL);
            }

            @Override
            public long run() throws Exception {
                return client.get(Responses.TYPICAL);
            }
        };
    }
}
