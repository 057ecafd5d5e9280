package io.github.realtimekit.activesession.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One way to call the API, with a transport of its own. A call reads every field of the result, as a program that uses
 * them all, and returns their sum: the same where the same was read.
 */
interface Client extends AutoCloseable {
    String TOKEN = "v1.0-0123456789abcdef0123456789abcdef-0123";
    String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
    String APP = "14a396e7-ca44-4937-bf1f-050a69118543";
    List<String> PARTICIPANTS = List.of("aaa2e1c3-0000-4000-8000-000000000001");

    /** The session, or the reason why there is none. */
    long get(String meetingId) throws Exception;

    CompletableFuture<Long> getAsync(String meetingId);

    long kick(String meetingId) throws Exception;

    @Override
    void close();

    static long sum(String... texts) {
        long sum = 0;
        for (String text : texts) {
            sum += text == null ? 0 : text.length();
        }
        return sum;
    }

    static long sum(Instant... times) {
        long sum = 0;
        for (Instant time : times) {
            sum += time == null ? 0 : time.getEpochSecond();
        }
        return sum;
    }
}
