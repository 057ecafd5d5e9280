package io.github.realtimekit.activesession.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.CreatePollResult;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operations, as the tests of this module call them. A new one needs a row here, and a file in
 * {@code resources/contract} with the body of each request and a response with every field.
 */
public enum TestedOperation {
    GET(
            "GET",
            "",
            200,
            ActiveSession::fromJson,
            new Request("", ActiveSessionClient::get, AsyncActiveSessionClient::get)),
    FIND(
            "GET",
            "",
            200,
            ActiveSession::fromJson,
            new Request("", ActiveSessionClient::find, AsyncActiveSessionClient::find)),
    KICK(
            "POST",
            "/kick",
            200,
            KickResult::fromJson,
            kick("both ids", Participants.withIds("p-1", "p-\"2\"").andCustomIds("user-42")),
            kick("both ids", Participants.withCustomIds("user-42").andIds("p-1", "p-\"2\"")),
            kick("ids", Participants.withIds(List.of("p-1", "p-2"))),
            kick("custom ids", Participants.withCustomIds("ada@example.com")),
            kick("unknown", Participants.withCustomIds("user-42", "unknown-participant"))),
    KICK_ALL(
            "POST",
            "/kick-all",
            200,
            KickAllResult::fromJson,
            new Request("", ActiveSessionClient::kickAll, AsyncActiveSessionClient::kickAll)),
    CREATE_POLL(
            "POST",
            "/poll",
            201,
            CreatePollResult::fromJson,
            poll("plain", NewPoll.of("Ship it?", "Yes", "No")),
            poll(
                    "all fields",
                    NewPoll.of("Où allons-nous ? <b>\"2\"</b> 👋", List.of("Lisbon", "Kraków"))
                            .withAnonymous(true)
                            .withHideVotes(false)),
            poll("anonymous", NewPoll.of("Ship it?", "Yes").withAnonymous(false)),
            poll("hide votes", NewPoll.of("Ship it?", "Yes").withHideVotes(true)));

    /** A request of an operation: the name of its body in the file, which is empty if there is none, and the call. */
    public record Request(
            String body,
            BiFunction<ActiveSessionClient, String, Object> blocking,
            BiFunction<AsyncActiveSessionClient, String, CompletableFuture<?>> async) {
        @Override
        public String toString() {
            return body.isEmpty() ? "no body" : body;
        }
    }

    private final String method;
    private final String suffix;
    private final int success;
    private final Function<String, Object> fromJson;
    private final List<Request> requests;
    private final JsonNode file;

    TestedOperation(String method, String suffix, int success, Function<String, Object> fromJson, Request... requests) {
        this.method = method;
        this.suffix = suffix;
        this.success = success;
        this.fromJson = fromJson;
        this.requests = List.of(requests);
        File golden =
                new File("src/test/resources/contract/" + (suffix.isEmpty() ? "get" : suffix.substring(1)) + ".json");
        try {
            this.file = new ObjectMapper().readTree(golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request kick(String body, Participants participants) {
        return new Request(
                body,
                (client, meeting) -> client.kick(meeting, participants),
                (client, meeting) -> client.kick(meeting, participants));
    }

    private static Request poll(String body, NewPoll poll) {
        return new Request(
                body,
                (client, meeting) -> client.createPoll(meeting, poll),
                (client, meeting) -> client.createPoll(meeting, poll));
    }

    /** The operation that a request with this method and path is for; {@code GET} stands for {@code FIND} too. */
    public static TestedOperation at(String method, String path) {
        return each().filter(operation -> operation.method.equals(method) && path.endsWith(operation.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation at " + method + " " + path));
    }

    /** One for each operation of the document, so without {@code FIND}. */
    public static Stream<TestedOperation> each() {
        return Arrays.stream(values()).filter(operation -> operation != FIND);
    }

    /** Whether it may be sent again when it is unclear whether it was processed. */
    public boolean repeatable() {
        return this != CREATE_POLL;
    }

    public String method() {
        return method;
    }

    /** The name of the client's method. */
    public String methodName() {
        return Pattern.compile("_(.)")
                .matcher(name().toLowerCase(Locale.ROOT))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    /** How the paths of its requests end. */
    public String path() {
        return "/active-session" + suffix;
    }

    /** The path below the base URL, for ids that are already percent-encoded. */
    public String path(String account, String app, String meeting) {
        return "/accounts/" + account + "/realtime/kit/" + app + "/meetings/" + meeting + path();
    }

    /** The status on success. */
    public int success() {
        return success;
    }

    /** The requests that it can send. The first is the usual one. */
    public List<Request> requests() {
        return requests;
    }

    /** The body of a request, as JSON without spaces; empty if there is none. */
    public String body(Request request) {
        return request.body.isEmpty()
                ? ""
                : file.get("requests").get(request.body).toString();
    }

    public boolean hasBody() {
        return !requests.get(0).body.isEmpty();
    }

    /** The body of a response with every field. */
    public String filled() {
        return file.get("response").toString();
    }

    /** The value that is read from that response. */
    public Object value() {
        return fromJson.apply(file.get("response").get("data").toString());
    }

    /** Starts the usual request and returns its future. */
    public CompletableFuture<?> start(ActiveSessionClient client) {
        return start(client, Call.MEETING);
    }

    public CompletableFuture<?> start(ActiveSessionClient client, String meeting) {
        return requests.get(0).async().apply(client.async(), meeting);
    }
}
