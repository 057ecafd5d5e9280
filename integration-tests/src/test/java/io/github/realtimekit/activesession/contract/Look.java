package io.github.realtimekit.activesession.contract;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.ApiResponse;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks where the responses of the real service differ from the document. The output can be shown to anybody: it
 * contains paths and types, but no values, no keys of free-form data and no error texts.
 */
final class Look {
    private static final String USAGE = """
            A look at the real service, with CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID and REALTIMEKIT_APP_ID from
            the environment:

              mvn -q test-compile -Plook -Dmeeting=MEETING_ID

            It gets that meeting's session, and changes something only with one of these:

              -Dchange=create-poll
              -Dchange=kick:PARTICIPANT_ID
              -Dchange=kick-all
            """;

    /** What may be shown of a header. */
    private static final Map<String, Pattern> HEADERS = Map.of(
            "cf-ray", Pattern.compile("()[0-9a-f]{16}-[A-Z]{3}"),
            "Ratelimit", Pattern.compile("\"[^\"]*\";(r=\\d+;t=\\d+)"),
            "Ratelimit-Policy", Pattern.compile("\"[^\"]*\";(q=\\d+;w=\\d+)"),
            "Retry-After", Pattern.compile("(\\d{1,6})|\\w{3}, .* GMT"));

    private final ActiveSessionClient client;
    private final PrintStream out;

    private Look(ActiveSessionClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String meeting = System.getProperty("meeting", "");
        String change = System.getProperty("change", "");
        try {
            if (meeting.isBlank() || changes(change).isEmpty()) {
                out.print(USAGE);
                System.exit(1);
            }
            try (ActiveSessionClient client = ActiveSessionClient.fromEnvironment()) {
                look(client, meeting, change, out);
            }
        } catch (IllegalStateException e) {
            out.println(e.getMessage()); // says which variables are missing
            out.print(USAGE);
            System.exit(1);
        } catch (IllegalArgumentException e) {
            out.println("an id or a variable has something in it that cannot belong there"); // not what it is
            out.print(USAGE);
            System.exit(1);
        }
    }

    /** Gets the session, then makes the change, if any. */
    static void look(ActiveSessionClient client, String meeting, String change, PrintStream out) {
        try (ActiveSessionClient once = client.newBuilder().maxRetries(0).build()) {
            Look look = new Look(once, out);
            look.at(TestedOperation.GET, it -> it.get(meeting).response());
            changes(change).orElseThrow().accept(look, meeting);
        }
    }

    private interface Change {
        void accept(Look look, String meeting);
    }

    /** {@return the change of that name, or empty} */
    private static Optional<Change> changes(String change) {
        if (change.startsWith("kick:")) {
            Participants who = Participants.withIds(change.substring("kick:".length()));
            return Optional.of((look, meeting) ->
                    look.at(TestedOperation.KICK, it -> it.kick(meeting, who).response()));
        }
        return Optional.ofNullable(
                switch (change) {
                    case "" -> (look, meeting) -> {};
                    case "kick-all" ->
                        (look, meeting) -> look.at(
                                TestedOperation.KICK_ALL,
                                it -> it.kickAll(meeting).response());
                    case "create-poll" -> {
                        NewPoll poll = NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true);
                        yield (look, meeting) -> look.at(
                                TestedOperation.CREATE_POLL,
                                it -> it.createPoll(meeting, poll).response());
                    }
                    default -> null;
                });
    }

    private void at(TestedOperation operation, Function<ActiveSessionClient, ApiResponse> call) {
        long start = System.nanoTime();
        Optional<ApiResponse> response = Optional.empty();
        String outcome = "read";
        try {
            response = Optional.of(call.apply(client));
        } catch (ApiException e) {
            response = Optional.of(e.response());
            outcome = e.getClass().getSimpleName();
        } catch (UnreadableResponseException e) {
            response = Optional.of(e.response());
            outcome = e.getClass().getSimpleName();
        } catch (RealtimeKitException e) {
            outcome = e.getClass().getSimpleName();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        String name = operation.methodName();
        if (response.isEmpty()) {
            out.printf("%s: no response after %d ms, %s%n", name, millis, outcome);
            return;
        }
        ApiResponse received = response.get();
        out.printf(
                "%s: HTTP %d after %d ms, %s, %s%n",
                name, received.status(), millis, Differences.contentType(received), outcome);
        new TreeSet<>(HEADERS.keySet()).forEach(header -> out.println("  " + header + ": " + header(received, header)));
        List<String> differences = Differences.of(operation, received);
        differences.forEach(difference -> out.println("  " + difference));
        if (differences.isEmpty()) {
            out.println("  it follows the document");
        }
    }

    private static String header(ApiResponse response, String name) {
        Optional<String> value =
                response.headers().getOrDefault(name, List.of()).stream().findFirst();
        if (value.isEmpty()) {
            return "not there";
        }
        Matcher known = HEADERS.get(name).matcher(value.get());
        if (!known.matches()) {
            return "there, in another form than is known";
        }
        return known.group(1) == null || known.group(1).isEmpty() ? "there" : known.group(1);
    }
}
