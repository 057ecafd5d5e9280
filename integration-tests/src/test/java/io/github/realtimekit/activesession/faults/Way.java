package io.github.realtimekit.activesession.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** An operation, called so that the thread waits or so that a future does. The same tests hold for both. */
record Way(Op op, boolean async) {
    static final String TOKEN = "cf-S3cret_token-0123456789abcdefABCDEF40";
    static final String MEETING = "bbbe3be2-9a75-4f1b-8c8d-0a7b4f6f7a10";

    static Stream<Way> all() {
        return Stream.of(Op.values()).flatMap(op -> Stream.of(new Way(op, false), new Way(op, true)));
    }

    static Stream<Way> repeatable() {
        return all().filter(way -> way.op != Op.CREATE_POLL);
    }

    static Stream<Way> polls() {
        return all().filter(way -> way.op == Op.CREATE_POLL);
    }

    /** A client for the server, with room for changes. */
    static ActiveSessionClient.Builder client(String url) {
        return ActiveSessionClient.builder()
                .apiToken(TOKEN)
                .accountId("023e105f4ecef8ad9ca31a8372d0c353")
                .appId("14a396e7-ca44-4937-bf1f-050a69118543")
                .baseUrl(url);
    }

    /** The value, or the exception as a blocking caller sees it. */
    Object call(ActiveSessionClient client) {
        if (!async) {
            return op.call(client, MEETING);
        }
        try {
            return op.start(client, MEETING).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The exception that the call has to end with. */
    RealtimeKitException failure(ActiveSessionClient client) {
        Throwable thrown = catchThrowable(() -> call(client));
        assertThat(thrown).as("%s", this).isInstanceOf(RealtimeKitException.class);
        return (RealtimeKitException) thrown;
    }

    @Override
    public String toString() {
        return op + (async ? ", asynchronous" : ", blocking");
    }
}
