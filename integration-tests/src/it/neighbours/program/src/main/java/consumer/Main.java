package consumer;

import com.sun.net.httpserver.HttpServer;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Poll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Calls our client and another SDK in one process: neither may pull in a library that is too old for the other. */
public final class Main {
    private static final String MEETING = "550e8400-e29b-41d4-a716-446655440000";

    public static void main(String[] args) throws Exception {
        ourCallsMustWork(args[1]);
        theirCallMustWork(neighbour(args[0]));
        System.out.println("the client and " + args[0] + " worked");
        // Some SDKs leave threads that keep the process running.
        System.exit(0);
    }

    private static void ourCallsMustWork(String stubs) {
        try (ActiveSessionClient client = ActiveSessionClient.builder()
                .apiToken("a-token")
                .accountId("023e105f4ecef8ad9ca31a8372d0c353")
                .appId("14a396e7-ca44-4937-bf1f-050a69118543")
                .baseUrl(stubs)
                .build()) {
            ActiveSession session = client.get(MEETING);
            mustBeEqual(2, session.liveParticipants());
            mustBeEqual(session, client.async().get(MEETING).join());

            Poll poll = client.createPoll(MEETING, NewPoll.of("Ship it?", "Yes", "No"))
                    .poll();
            mustBeEqual("No", poll.options().get(1).text());
        }
    }

    private static void theirCallMustWork(Neighbour neighbour) throws Exception {
        HttpServer service = refusing();
        neighbour.mustBeRefused("http://localhost:" + service.getAddress().getPort());
        service.stop(0);
    }

    private static Neighbour neighbour(String name) {
        return switch (name) {
            case "LiveKit" -> new LiveKit();
            case "JDA" -> new JDA();
            case "Auth0" -> new Auth0();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static HttpServer refusing() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] body = "{\"message\": \"401: Unauthorized\", \"code\": 0}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        return service;
    }

    private static void mustBeEqual(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", but was " + actual);
        }
    }
}
