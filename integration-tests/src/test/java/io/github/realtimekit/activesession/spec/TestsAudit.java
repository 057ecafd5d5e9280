package io.github.realtimekit.activesession.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Whether every operation has its stub and its golden files, named after its path, and every stub an operation. */
final class TestsAudit {
    private static final Path STUBS = Path.of("src", "stubs", "mappings");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "contract");

    private TestsAudit() {}

    /** A stub that answers as if a request had been carried out; {@code path} is a pattern for the end of its path. */
    private record Stub(String file, String method, String path, String status) {
        boolean answers(Route route) {
            return route.method().matches(method)
                    && after(route.path()).matches(path)
                    && route.operation().getResponses().containsKey(status);
        }
    }

    private static String after(String path) {
        return path.replaceFirst(".*/active-session", "");
    }

    static void operations(Collection<Route> routes, FacadeNames names, Findings findings) throws IOException {
        List<Stub> stubs = stubs();
        List<String> idle = stubs.stream()
                .filter(stub -> routes.stream().noneMatch(stub::answers))
                .map(Stub::file)
                .toList();
        boolean moved = false;
        for (Route route : routes) {
            String name =
                    after(route.path()).isEmpty() ? "get" : after(route.path()).substring(1);
            boolean answered = stubs.stream().anyMatch(stub -> stub.answers(route));
            boolean known = JavaTypes.method(
                            ActiveSessionClient.class, names.methods(route).get(0))
                    != null;
            if (!answered && known && !idle.isEmpty()) {
                moved = true;
                findings.add(route.id() + " is " + route.name() + " with " + successes(route)
                        + " in the spec, but the stubs "
                        + idle + " have another path or status: change it there and in the tests' table of operations,"
                        + " and name the golden file " + name + ".json");
                continue;
            }
            if (!answered) {
                findings.add(route.id() + " has no stub: add integration-tests/" + STUBS.resolve(name + ".json")
                        + ", which answers " + route.name() + " with " + successes(route));
            }
            golden(route, name, findings);
        }
        if (!moved && !idle.isEmpty()) {
            findings.add("the stubs " + idle + " answer no operation of the spec any more: remove them");
        }
    }

    private static List<String> successes(Route route) {
        return route.operation().getResponses().keySet().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
    }

    private static void golden(Route route, String name, Findings findings) {
        Path file = GOLDEN.resolve(name + ".json");
        if (!Files.exists(file)) {
            findings.add(route.id() + " has no golden file: add integration-tests/" + file
                    + ", and its row to the tests' table of operations");
        }
    }

    private static List<Stub> stubs() throws IOException {
        List<Stub> stubs = new ArrayList<>();
        try (Stream<Path> files = Files.list(STUBS)) {
            for (Path file : files.sorted().toList()) {
                JsonNode stub = Json.mapper().readTree(Files.readString(file));
                boolean carriedOut = stub.at("/response/status").asInt() / 100 == 2
                        && !stub.path("response").toString().matches(".*success\\W+false.*");
                stub.path("request").properties().stream()
                        .filter(field -> carriedOut && field.getKey().startsWith("url"))
                        .forEach(field -> stubs.add(new Stub(
                                file.getFileName().toString(),
                                stub.at("/request/method").asText(".*"),
                                after(field.getValue().asText()),
                                stub.at("/response/status").asText())));
            }
        }
        return stubs;
    }
}
