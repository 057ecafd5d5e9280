package io.github.realtimekit.activesession.operations;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The one table of the operations. A new operation gets a row here, and in {@code resources/contract} its golden files:
 * {@code answers/NAME-filled} and {@code -minimal} with the end of its path as the name, and {@code requests/} what the
 * row says.
 */
public enum Operation {
    GET(Effect.IDEMPOTENT, "GET", "", 200, plain(ActiveSessionClient::get, AsyncActiveSessionClient::get)),
    FIND(Effect.IDEMPOTENT, "GET", "", 200, plain(ActiveSessionClient::find, AsyncActiveSessionClient::find)),
    KICK(
            Effect.IDEMPOTENT,
            "POST",
            "/kick",
            200,
            with(
                    ActiveSessionClient::kick,
                    AsyncActiveSessionClient::kick,
                    golden(
                            "kick-by-both-ids",
                            Participants.withIds("p-1", "p-\"2\"").andCustomIds("user-42")),
                    golden(
                            "kick-by-both-ids",
                            Participants.withCustomIds("user-42").andIds("p-1", "p-\"2\"")),
                    golden("kick-by-ids", Participants.withIds(List.of("p-1", "p-2"))),
                    golden("kick-by-custom-ids", Participants.withCustomIds("ada@example.com")),
                    golden("kick-unknown", Participants.withCustomIds("user-42", "unknown-participant")))),
    KICK_ALL(
            Effect.IDEMPOTENT,
            "POST",
            "/kick-all",
            200,
            plain(ActiveSessionClient::kickAll, AsyncActiveSessionClient::kickAll)),
    CREATE_POLL(
            Effect.NOT_IDEMPOTENT,
            "POST",
            "/poll",
            201,
            with(
                    ActiveSessionClient::createPoll,
                    AsyncActiveSessionClient::createPoll,
                    golden("poll-plain", NewPoll.of("Ship it?", "Yes", "No")),
                    golden(
                            "poll-all-fields",
                            NewPoll.of("Où allons-nous ? <b>\"2\"</b> 👋", List.of("Lisbon", "Kraków"))
                                    .withAnonymous(true)
                                    .withHideVotes(false)),
                    golden("poll-anonymous-only", NewPoll.of("Ship it?", "Yes").withAnonymous(false)),
                    golden("poll-hide-votes-only", NewPoll.of("Ship it?", "Yes").withHideVotes(true))));

    /** Whether doing it twice does the same. */
    private enum Effect {
        IDEMPOTENT,
        NOT_IDEMPOTENT
    }

    /** A request of an operation: the golden file of its body, empty if it has none, and how it is made. */
    public record Request(
            String golden,
            BiFunction<ActiveSessionClient, String, Object> blocking,
            BiFunction<AsyncActiveSessionClient, String, CompletableFuture<?>> async) {
        @Override
        public String toString() {
            return golden.isEmpty() ? "no body" : golden;
        }
    }

    private final Effect effect;
    private final String method;
    private final String suffix;
    private final int success;
    private final List<Request> requests;
    private final String filled;

    Operation(Effect effect, String method, String suffix, int success, List<Request> requests) {
        this.effect = effect;
        this.method = method;
        this.suffix = suffix;
        this.success = success;
        this.requests = requests;
        this.filled = Golden.text("answers/" + file() + "-filled.json");
    }

    /** The operation that a request with this method and path is for; {@code GET} stands for {@code FIND} too. */
    public static Operation at(String method, String path) {
        return each().filter(operation -> operation.method.equals(method) && path.endsWith(operation.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation at " + method + " " + path));
    }

    /** One for each operation of the document: {@code FIND} is left out. */
    public static Stream<Operation> each() {
        return Arrays.stream(values()).filter(operation -> operation != FIND);
    }

    public boolean idempotent() {
        return effect == Effect.IDEMPOTENT;
    }

    public String method() {
        return method;
    }

    /** How the path of its requests ends. */
    public String path() {
        return "/active-session" + suffix;
    }

    /** The path below the address of the API, for ids that are percent-encoded already. */
    public String path(String account, String app, String meeting) {
        return "/accounts/" + account + "/realtime/kit/" + app + "/meetings/" + meeting + path();
    }

    /** The status when all is well. */
    public int success() {
        return success;
    }

    /** Starts the usual request, and leaves the future to the caller. */
    public CompletableFuture<?> start(ActiveSessionClient client) {
        return start(client, Call.MEETING);
    }

    public CompletableFuture<?> start(ActiveSessionClient client, String meeting) {
        return requests.get(0).async().apply(client.async(), meeting);
    }

    /** The requests that it can make; the first is the usual one. */
    public List<Request> requests() {
        return requests;
    }

    /** Whether its requests have a body. */
    public boolean hasBody() {
        return !requests.get(0).golden.isEmpty();
    }

    /** The golden answer with every field. */
    public String filled() {
        return filled;
    }

    /** The golden answer with no field but the required ones. */
    public String minimal() {
        return Golden.text("answers/" + file() + "-minimal.json");
    }

    /** Whether a golden file is its own, by the longest name that the file begins with. */
    public boolean owns(String goldenFile) {
        String name = goldenFile.substring(goldenFile.lastIndexOf('/') + 1);
        return name.startsWith(file() + "-")
                && Arrays.stream(values())
                        .noneMatch(other ->
                                other.file().length() > file().length() && name.startsWith(other.file() + "-"));
    }

    private String file() {
        return suffix.isEmpty() ? "get" : suffix.substring(1);
    }

    private static List<Request> plain(
            BiFunction<ActiveSessionClient, String, Object> blocking,
            BiFunction<AsyncActiveSessionClient, String, CompletableFuture<?>> async) {
        return List.of(new Request("", blocking, async));
    }

    /** A method that takes the meeting and something else. */
    private interface Method<C, A, R> {
        R call(C client, String meeting, A argument);
    }

    private record Argument<A>(String golden, A value) {}

    private static <A> Argument<A> golden(String file, A value) {
        return new Argument<>("requests/" + file + ".json", value);
    }

    @SafeVarargs
    private static <A> List<Request> with(
            Method<ActiveSessionClient, A, Object> blocking,
            Method<AsyncActiveSessionClient, A, CompletableFuture<?>> async,
            Argument<A>... arguments) {
        List<Request> requests = new ArrayList<>();
        for (Argument<A> argument : arguments) {
            requests.add(new Request(
                    argument.golden,
                    (client, meeting) -> blocking.call(client, meeting, argument.value),
                    (client, meeting) -> async.call(client, meeting, argument.value)));
        }
        return requests;
    }
}
