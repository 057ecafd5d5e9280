package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A blocking or asynchronous call of one operation. */
record OperationCall(Kind kind, boolean async) {
    static final String MEETING = "meeting-1";
    static final String TOKEN = "s3cret-token-of-40-characters-0123456789";

    private static final Participants PARTICIPANTS = Participants.withIds("p-1");
    private static final NewPoll POLL = NewPoll.of("Ship it?", "Yes", "No");

    enum Kind {
        GET(ActiveSession::fromJson, ActiveSessionClient::get, AsyncActiveSessionClient::get),
        FIND(ActiveSession::fromJson, ActiveSessionClient::find, AsyncActiveSessionClient::find),
        KICK(KickResult::fromJson, (it, id) -> it.kick(id, PARTICIPANTS), (it, id) -> it.kick(id, PARTICIPANTS)),
        KICK_ALL(KickAllResult::fromJson, ActiveSessionClient::kickAll, AsyncActiveSessionClient::kickAll),
        CREATE_POLL(
                CreatePollResult::fromJson, (it, id) -> it.createPoll(id, POLL), (it, id) -> it.createPoll(id, POLL));

        final Function<String, Object> fromJson;
        private final BiFunction<ActiveSessionClient, String, Object> blocking;
        private final BiFunction<AsyncActiveSessionClient, String, CompletableFuture<?>> async;

        Kind(
                Function<String, Object> fromJson,
                BiFunction<ActiveSessionClient, String, Object> blocking,
                BiFunction<AsyncActiveSessionClient, String, CompletableFuture<?>> async) {
            this.fromJson = fromJson;
            this.blocking = blocking;
            this.async = async;
        }

        /** The name of its method; {@code find} sends the same request as {@code get}. */
        String nameInLog() {
            return this == FIND
                    ? GET.nameInLog()
                    : Pattern.compile("_(.)")
                            .matcher(name().toLowerCase(Locale.ROOT))
                            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
        }

        /** The file with a response that has every field. */
        String golden() {
            return this == FIND ? GET.golden() : name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
        }
    }

    /** Every operation, blocking and asynchronous. */
    static List<OperationCall> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(new OperationCall(kind, false), new OperationCall(kind, true)))
                .toList();
    }

    /** The same operation both ways. */
    static List<OperationCall> both(Kind kind) {
        return List.of(new OperationCall(kind, false), new OperationCall(kind, true));
    }

    static List<OperationCall> blocking() {
        return all().stream().filter(call -> !call.async).toList();
    }

    static List<OperationCall> asynchronous() {
        return all().stream().filter(call -> call.async).toList();
    }

    /** What it returns on a new client. */
    Object result(ActiveSessionClient.Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return on(client);
        }
    }

    /** What it throws on a new client. */
    <X extends Throwable> X failure(Class<X> type, ActiveSessionClient.Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return failureOn(type, client);
        }
    }

    <X extends Throwable> X failureOn(Class<X> type, ActiveSessionClient client) {
        return catchThrowableOfType(type, () -> on(client));
    }

    /** Makes the call, and returns or throws what a blocking call would. */
    Object on(ActiveSessionClient client) {
        try {
            Object value = start(client, MEETING);
            return async ? ((CompletableFuture<?>) value).get(20, TimeUnit.SECONDS) : value;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future was not completed", e);
        }
    }

    /** Makes the call; an asynchronous call returns its future. */
    Object start(ActiveSessionClient client, String meeting) {
        return async ? kind.async.apply(client.async(), meeting) : kind.blocking.apply(client, meeting);
    }

    CompletableFuture<?> future(ActiveSessionClient client) {
        return kind.async.apply(client.async(), MEETING);
    }

    /** Whether it may be sent again when it is unclear whether it was processed. */
    boolean repeatable() {
        return kind != Kind.CREATE_POLL;
    }

    /** The response of the service on success. */
    Step success() {
        return Step.answer(repeatable() ? 200 : 201, "{\"success\":true,\"data\":" + data() + "}");
    }

    /** What the call returns for that response. */
    Object value() {
        return value(data());
    }

    /** What the call returns for this {@code data}. */
    Object value(String data) {
        Object value = kind.fromJson.apply(data);
        return kind == Kind.FIND ? Optional.of(value) : value;
    }

    private String data() {
        return switch (kind) {
            case GET, FIND -> "{\"id\":\"session-1\"}";
            case KICK -> "{\"action\":\"kick\"}";
            case KICK_ALL -> "{\"kicked_participants_count\":7}";
            case CREATE_POLL -> "{\"poll\":{\"id\":\"poll-1\"}}";
        };
    }

    @Override
    public String toString() {
        return kind + (async ? " async" : " blocking");
    }
}
