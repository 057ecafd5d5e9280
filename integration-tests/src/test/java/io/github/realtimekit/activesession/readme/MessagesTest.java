package io.github.realtimekit.activesession.readme;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.RealtimeKitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exception messages in the README are those that a program gets. */
class MessagesTest extends WithStubs {
    private static final String MEETING = "weekly";
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\w+Exception: .*$");

    private final List<String> messages = new ArrayList<>();

    @Test
    void everyMessageIsWhatAProgramGets() throws Exception {
        poll(answer(404, """
                {"success":false,"error":{"code":404,"message":"No active session found for meeting_id weekly"}}"""));
        poll(answer(400, gateway("""
                {"code":6003,"message":"Invalid request headers","error_chain":[
                    {"code":6111,"message":"Invalid format for Authorization header"}]}""")));
        poll(answer(429, gateway("""
                {"code":971,"message":"Please wait and consider throttling your request speed"}""")).withHeader("Retry-After", "120"));
        poll(answer(404, gateway("{\"code\":7000,\"message\":\"No route for that URI\"}")));
        poll(answer(503, ""));
        poll(answer(201, "<html>").withHeader("Content-Type", "text/html"));
        service(answer(200, "{\"success\":true,\"data\":{}}"));
        note(() -> client.get(MEETING).createdAt());
        client = client.newBuilder().attemptTimeout(Duration.ofMillis(200)).build();
        poll(answer(201, "").withFixedDelay(1_000)); // on a connection that exists already

        List<String> shown = MESSAGE.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(MatchResult::group)
                .map(MessagesTest::normal)
                .toList();
        assertThat(shown).isNotEmpty().isSubsetOf(messages);
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("cf-ray", "c8d4d373ea153df2-FRA")
                .withBody(body);
    }

    /** The body of an error from Cloudflare's gateway. */
    private static String gateway(String error) {
        return "{\"success\":false,\"errors\":[" + error + "],\"messages\":[],\"result\":null}";
    }

    private static void service(ResponseDefinitionBuilder response) {
        STUBS.stubFor(any(anyUrl()).atPriority(1).willReturn(response));
    }

    private void poll(ResponseDefinitionBuilder response) {
        service(response);
        note(() -> client.createPoll(MEETING, NewPoll.of("Ship it?", "Yes", "No")));
    }

    private void note(ThrowingCallable call) {
        RealtimeKitException e = catchThrowableOfType(RealtimeKitException.class, call);
        messages.add(normal(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }

    /** Replaces the ray id and the time limit, which differ. */
    private static String normal(String message) {
        return message.replaceAll("ray [0-9a-f]+-FRA", "ray …-FRA")
                .replaceAll("timeout of [0-9.]+ s", "timeout of … s");
    }
}
