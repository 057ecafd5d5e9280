package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every published stub is used, and its response matches the document. The requests are made from the stubs: every id
 * that one of them names, with every token, body and state of the scenario.
 */
class StubsFollowTheSpecificationTest {
    /** A body that no operation accepts, even if all its fields are optional. */
    private static final String UNKNOWN_FIELD = "{\"no_such_field\":1}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> meetings = new TreeSet<>();
    private final Set<String> silent = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();

    @BeforeEach
    void load() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../facade/src/stubs/mappings"))) {
            for (Path file : files.toList()) {
                ObjectNode json = (ObjectNode) Json.node(Files.readString(file));
                ((ObjectNode) json.get("response")).remove("fixedDelayMilliseconds");
                json.put("name", file.getFileName().toString());
                StubMapping stub = StubMapping.buildFrom(json.toString());
                SERVER.getRuntimeInfo().getWireMock().register(stub);
                silent.add(stub.getName());
                meetings.add(stub.getRequest()
                        .getUrlPathPattern()
                        .replace("(/client/v4)?", "")
                        .replace("[^/]+", "any")
                        .replaceFirst("/active-session.*", ""));
            }
        }
    }

    @Test
    void responsesOfAllStubsMatchTheDocument() throws Exception {
        for (String meeting : meetings) {
            for (TestedOperation operation : TestedOperation.each().toList()) {
                for (String body : bodies(operation)) {
                    ask(operation, meeting, "Bearer a-token", body);
                }
                for (String token : List.of("Bearer bad-token", "Basic YTpi", "")) {
                    ask(operation, meeting, token, "{}");
                }
            }
        }

        assertThat(problems).isEmpty();
        assertThat(silent).as("stubs that no request reaches").isEmpty();
    }

    @Test
    void everyOperationWithABodyRefusesAnUnknownField() throws Exception {
        for (TestedOperation operation :
                TestedOperation.each().filter(TestedOperation::hasBody).toList()) {
            HttpRequest request = request(operation, operation.path("any", "any", "any"), "Bearer any", UNKNOWN_FIELD);
            SERVER.resetScenarios();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .as(
                            "the status: facade/src/stubs/mappings/refused-%s-body.json answers 400 to any other body",
                            operation.path().replaceFirst(".*/", ""))
                    .isEqualTo(400);
        }
    }

    /** What the client sends, and what no client should send. */
    private static Set<String> bodies(TestedOperation operation) {
        Set<String> bodies = new TreeSet<>(Set.of("{}", UNKNOWN_FIELD));
        if (operation.hasBody()) {
            operation.requests().forEach(request -> bodies.add(operation.body(request)));
            bodies.add(operation.body(operation.requests().get(0)).replaceAll("\\[[^]]*]", "[]"));
        }
        return bodies;
    }

    private static HttpRequest request(TestedOperation operation, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + "/client/v4" + path));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        if (operation.method().equals("POST")) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        return request.build();
    }

    private void ask(TestedOperation operation, String meeting, String token, String body) throws InterruptedException {
        HttpRequest request = request(operation, meeting + operation.path(), token, body);
        for (String state : List.of(Scenario.STARTED, "gone")) {
            SERVER.setScenarioState("active-session", state);
            SERVER.resetRequests();
            try {
                http.send(request, BodyHandlers.discarding());
            } catch (IOException e) {
                // This is the stub that closes the connection.
            }
            SERVER.getAllServeEvents().stream()
                    .filter(ServeEvent::getWasMatched)
                    .forEach(this::check);
        }
    }

    private void check(ServeEvent event) {
        String stub = event.getStubMapping().getName();
        silent.remove(stub);
        if (event.getResponse().getFault() == null) {
            Specification.problemsOfResponse(event).forEach(problem -> problems.add(stub + ": " + problem));
        }
    }
}
