package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks stubs for every answer that they have, and says which do not follow the specification. What is asked is found in
 * the mappings: each id that one of them names is used.
 */
final class StubAnswers implements AutoCloseable {
    private static final String TOKEN = "Bearer a-token";

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<UUID, String> files = new LinkedHashMap<>();
    private final Set<String> problems = new TreeSet<>();
    private final Set<String> unasked = new TreeSet<>();
    private String state = Scenario.STARTED;

    /** Mappings by the name of their file. */
    StubAnswers(Map<String, String> mappings) {
        server.start();
        mappings.forEach((file, text) -> {
            JsonNode json = Golden.parse(text);
            ((ObjectNode) json.get("response")).remove("fixedDelayMilliseconds");
            StubMapping stub = StubMapping.buildFrom(json.toString());
            server.addStubMapping(stub);
            files.put(stub.getId(), file);
        });
        unasked.addAll(mappings.keySet());
        ids("meetings/([^/\\[(]+)/active", mappings).forEach(id -> askAll("an-account", "an-app", id, TOKEN));
        ids("accounts/([^/\\[(]+)/", mappings).forEach(id -> askAll(id, "an-app", "a-meeting", TOKEN));
        ids("kit/([^/\\[(]+)/", mappings).forEach(id -> askAll("an-account", id, "a-meeting", TOKEN));
        for (String state : List.of(Scenario.STARTED, "gone")) {
            this.state = state;
            for (String authorization : List.of(TOKEN, "Bearer bad-token", "Basic YTpi", "")) {
                askAll("an-account", "an-app", "a%20%22meeting%22", authorization);
            }
            Operation.each()
                    .forEach(operation -> bodies(operation)
                            .forEach(body -> ask(operation, operation.path("a", "b", "c"), TOKEN, body)));
        }
    }

    /** One line for each problem, beginning with the name of the file. */
    Set<String> problems() {
        return problems;
    }

    /** The files that have not answered anything. */
    Set<String> unasked() {
        return unasked;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Set<String> ids(String pattern, Map<String, String> mappings) {
        Set<String> ids = new TreeSet<>();
        for (String text : mappings.values()) {
            Matcher matcher = Pattern.compile(pattern)
                    .matcher(Golden.parse(text).at("/request/urlPathPattern").asText());
            if (matcher.find()) {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    /** All operations, with their usual requests. */
    private void askAll(String account, String app, String meeting, String authorization) {
        Operation.each()
                .forEach(operation -> ask(
                        operation,
                        operation.path(account, app, meeting),
                        authorization,
                        bodies(operation).get(0)));
    }

    /** The golden requests, then what no client should send. */
    private static List<String> bodies(Operation operation) {
        List<String> bodies = new ArrayList<>();
        for (Operation.Request request : operation.requests()) {
            String golden = request.golden().isEmpty() ? "{}" : Golden.text(request.golden());
            bodies.add(golden);
            bodies.add(golden.replaceAll("\\[[^]]*]", "[]"));
        }
        bodies.add("{}");
        return bodies;
    }

    private void ask(Operation operation, String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/client/v4" + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (operation.method().equals("POST")) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        server.resetRequests();
        server.getAllScenarios().getScenarios().stream()
                .filter(scenario -> scenario.getPossibleStates().contains(state))
                .forEach(scenario -> server.setScenarioState(scenario.getName(), state));
        try {
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // A stub that closes the connection: it is noted as asked, and has no answer.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        server.getAllServeEvents().forEach(this::note);
    }

    private void note(ServeEvent event) {
        if (!event.getWasMatched()) {
            return;
        }
        String file = files.get(event.getStubMapping().getId());
        unasked.remove(file);
        if (event.getResponse().getFault() == null) {
            Specification.CURRENT.problemsOfResponse(event).forEach(problem -> problems.add(file + ": " + problem));
        }
    }
}
