package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** A blocking or asynchronous call of one operation. */
record TestCall(Kind kind, boolean async) {
    static final String MEETING = "meeting-1";
    static final String TOKEN = "s3cret-token-of-40-characters-0123456789";

    enum Kind {
        GET(ActiveSession::fromJson),
        FIND(ActiveSession::fromJson),
        KICK(KickResult::fromJson),
        KICK_ALL(KickAllResult::fromJson),
        CREATE_POLL(CreatePollResult::fromJson);

        final Function<String, Object> fromJson;

        Kind(Function<String, Object> fromJson) {
            this.fromJson = fromJson;
        }

        /** The file with a response that has every field. */
        String golden() {
            return this == FIND ? GET.golden() : name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
        }
    }

    /** Every operation, blocking and asynchronous. */
    static List<TestCall> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(new TestCall(kind, false), new TestCall(kind, true)))
                .toList();
    }

    /** The same operation both ways. */
    static List<TestCall> both(Kind kind) {
        return List.of(new TestCall(kind, false), new TestCall(kind, true));
    }

    /** What it returns on a client that is built for it alone. */
    Object result(ActiveSessionClient.Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return on(client);
        }
    }

    /** What it throws on a client that is built for it alone. */
    <X extends Throwable> X failure(Class<X> type, ActiveSessionClient.Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return catchThrowableOfType(type, () -> on(client));
        }
    }

    /** Calls, and returns or throws what a blocking call would. */
    Object on(ActiveSessionClient client) {
        if (!async) {
            return blocking(client, MEETING);
        }
        try {
            return future(client).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new AssertionError("a future fails with an unchecked exception", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future was not completed", e);
        }
    }

    /** Calls; an asynchronous call returns its future. */
    Object start(ActiveSessionClient client, String meeting) {
        return async ? future(client, meeting) : blocking(client, meeting);
    }

    private Object blocking(ActiveSessionClient client, String meeting) {
        return switch (kind) {
            case GET -> client.get(meeting);
            case FIND -> client.find(meeting);
            case KICK -> client.kick(meeting, Participants.withIds("p-1"));
            case KICK_ALL -> client.kickAll(meeting);
            case CREATE_POLL -> client.createPoll(meeting, NewPoll.of("Ship it?", "Yes", "No"));
        };
    }

    CompletableFuture<?> future(ActiveSessionClient client) {
        return future(client, MEETING);
    }

    private CompletableFuture<?> future(ActiveSessionClient client, String meeting) {
        return switch (kind) {
            case GET -> client.async().get(meeting);
            case FIND -> client.async().find(meeting);
            case KICK -> client.async().kick(meeting, Participants.withIds("p-1"));
            case KICK_ALL -> client.async().kickAll(meeting);
            case CREATE_POLL -> client.async().createPoll(meeting, NewPoll.of("Ship it?", "Yes", "No"));
        };
    }

    /** Whether doing it twice has the same effect as doing it once. */
    boolean idempotent() {
        return kind != Kind.CREATE_POLL;
    }

    /** The answer of the service when all is well. */
    Step success() {
        return switch (kind) {
            case GET, FIND -> Step.answer(200, "{\"success\":true,\"data\":{\"id\":\"session-1\"}}");
            case KICK -> Step.answer(200, "{\"success\":true,\"data\":{\"participants\":[]}}");
            case KICK_ALL -> Step.answer(200, "{\"success\":true,\"data\":{\"kicked_participants_count\":2}}");
            case CREATE_POLL -> Step.answer(201, "{\"success\":true,\"data\":{\"poll\":{\"id\":\"poll-1\"}}}");
        };
    }

    @Override
    public String toString() {
        return kind + (async ? " async" : " blocking");
    }
}
