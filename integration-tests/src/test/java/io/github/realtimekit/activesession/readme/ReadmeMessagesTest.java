package io.github.realtimekit.activesession.readme;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The messages of exceptions that the README shows are those that a program gets. */
class ReadmeMessagesTest {
    private static final String MEETING = "weekly";
    private static final Pattern SHOWN = Pattern.compile("One of each kind:\n\n```\n(.*?)```", Pattern.DOTALL);

    private static final List<Reaction> REFUSALS = List.of(
            answer(404, """
                    {"success":false,"error":{"code":404,"message":"No active session found for meeting_id weekly"}}"""),
            answer(400, gateway("""
                    {"code":6003,"message":"Invalid request headers","error_chain":[
                        {"code":6111,"message":"Invalid format for Authorization header"}]}""")),
            answer(
                    429,
                    gateway("{\"code\":971,\"message\":\"Please wait and consider throttling your request speed\"}"),
                    "Retry-After: 120"),
            answer(404, gateway("{\"code\":7000,\"message\":\"No route for that URI\"}")));

    @Test
    void everyMessageIsWhatAProgramGets() throws Exception {
        List<String> messages = new ArrayList<>();
        try (var server = new FaultServer(REFUSALS.toArray(Reaction[]::new));
                var client = ActiveSessionClient.builder()
                        .apiToken("a-token")
                        .accountId("a")
                        .appId("b")
                        .baseUrl(server.url())
                        .build();
                var impatient = client.newBuilder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .build()) {
            for (Reaction refusal : REFUSALS) {
                messages.add(message(() -> createPoll(client)));
            }
            server.then(
                    success(), silence(), answer(200, Operation.GET.filled().replace("\"created_at\"", "\"made_at\"")));
            createPoll(client); // so that there is a connection, and the time is that of the answer
            messages.add(message(() -> createPoll(impatient)));
            ActiveSession session = client.get(MEETING);
            messages.add(message(session::createdAt));
        }

        assertThat(shown()).isEqualTo(messages);
    }

    private static List<String> shown() throws Exception {
        var found = SHOWN.matcher(Files.readString(Path.of("../README.md")));
        assertThat(found.find()).as("the README shows messages").isTrue();
        return Stream.of(found.group(1).split("\n"))
                .map(ReadmeMessagesTest::normal)
                .toList();
    }

    private static void createPoll(ActiveSessionClient client) {
        client.createPoll(MEETING, NewPoll.of("Ship it?", "Yes", "No"));
    }

    private static String message(ThrowingCallable call) {
        RealtimeKitException e = catchThrowableOfType(RealtimeKitException.class, call);
        return normal(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /** With the same ray id and the same time limit, whatever they are. */
    private static String normal(String message) {
        return message.replaceAll("ray [0-9a-f]+-FRA", "ray …-FRA").replaceAll("within [0-9.]+ s", "within … s");
    }

    /** An answer of Cloudflare's gateway with this error. */
    private static String gateway(String error) {
        return "{\"success\":false,\"errors\":[" + error + "],\"messages\":[],\"result\":null}";
    }
}
