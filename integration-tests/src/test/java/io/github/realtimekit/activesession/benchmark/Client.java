package io.github.realtimekit.activesession.benchmark;

import java.util.concurrent.CompletableFuture;

/**
 * One way to call the API. Each call reads every field of the result, like a program that uses them all, and returns a
 * hash of them.
 */
interface Client {
    String TOKEN = "v1.0-0123456789abcdef0123456789abcdef-0123";
    String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
    String APP = "14a396e7-ca44-4937-bf1f-050a69118543";
    String PARTICIPANT = "aaa2e1c3-0000-4000-8000-000000000001";

    /** The floor is the call by hand without parsing the response. */
    enum Way {
        LIBRARY,
        BY_HAND,
        FLOOR;

        Client client(String baseUrl) {
            return this == LIBRARY ? new LibraryClient(baseUrl) : new HandWrittenClient(baseUrl, this == BY_HAND);
        }
    }

    /** A process that makes one call. */
    static void main(String[] args) throws Exception {
        System.out.println(Way.valueOf(args[0]).client(args[1]).get(BenchmarkServer.TYPICAL));
        System.exit(0); // even if threads are left
    }

    /** The session, or the reason that there is none. */
    int get(String meetingId) throws Exception;

    CompletableFuture<Integer> getAsync(String meetingId);

    int kick(String meetingId) throws Exception;
}
