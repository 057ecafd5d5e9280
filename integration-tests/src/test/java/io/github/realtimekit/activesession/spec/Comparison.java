package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.spec.Difference.Change;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the operations of another document differ from ours, judged for a client that was written for ours.
 *
 * <p>A request breaks when upstream asks for more or takes less, an answer when it has less or says it otherwise. An enum
 * value that an answer no longer has is called breaking since a program may wait for it; a new one is harmless, since the
 * client reads it as unknown. Only JSON bodies are compared, and no descriptions and examples.
 */
final class Comparison {
    private final SpecDocument ours;
    private final SpecDocument upstream;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(SpecDocument ours, SpecDocument upstream) {
        this.ours = ours;
        this.upstream = upstream;
    }

    static List<Difference> of(SpecDocument ours, SpecDocument upstream) {
        Comparison comparison = new Comparison(ours, upstream);
        comparison.routes();
        return comparison.differences;
    }

    private void routes() {
        Map<String, Route> ourRoutes = ours.activeSessionRoutes();
        Map<String, Route> theirRoutes = upstream.activeSessionRoutes();
        ourRoutes.forEach((key, route) -> {
            Route their = theirRoutes.get(key);
            if (their == null) {
                add(route.name(), "", "operation", Change.OTHER, "", "not upstream", true);
            } else {
                parameters(route, their);
                requestBodies(route, their);
                responses(route, their);
            }
        });
        theirRoutes.forEach((key, route) -> {
            if (!ourRoutes.containsKey(key)) {
                add(route.name(), "", "operation", Change.OTHER, "", "only upstream", false);
            }
        });
    }

    private void add(
            String operation,
            String container,
            String member,
            Change change,
            String sort,
            String text,
            boolean breaking) {
        differences.add(new Difference(operation, container, member, change, sort, text, breaking));
    }

    private void parameters(Route route, Route their) {
        Map<String, Parameter> our = byPlace(route);
        Map<String, Parameter> theirs = byPlace(their);
        our.forEach((place, parameter) -> {
            String container = "parameter in the " + parameter.getIn() + " ";
            Parameter other = theirs.get(place);
            if (other == null) {
                add(route.name(), container, parameter.getName(), Change.ONLY_OURS, "", "not upstream", true);
                return;
            }
            if (mandatory(other) != mandatory(parameter)) {
                String text = mandatory(other) ? "optional, required upstream" : "required, optional upstream";
                add(route.name(), container, parameter.getName(), Change.OTHER, "", text, mandatory(other));
            }
            new SchemaComparison(ours, upstream, true, route.name(), differences)
                    .compare(container + parameter.getName(), parameter.getSchema(), other.getSchema());
        });
        theirs.forEach((place, parameter) -> {
            if (!our.containsKey(place)) {
                String text = mandatory(parameter) ? "only upstream, required" : "only upstream, optional";
                String container = "parameter in the " + parameter.getIn() + " ";
                add(route.name(), container, parameter.getName(), Change.ONLY_UPSTREAM, "", text, mandatory(parameter));
            }
        });
    }

    private static boolean mandatory(Parameter parameter) {
        return Boolean.TRUE.equals(parameter.getRequired());
    }

    /** The parameters of a path by their order in it, since their names are not on the wire; the others by name. */
    private static Map<String, Parameter> byPlace(Route route) {
        Map<String, Parameter> places = new LinkedHashMap<>();
        Map<Integer, Parameter> inPath = new TreeMap<>();
        for (Parameter parameter : route.parameters()) {
            if ("path".equals(parameter.getIn())) {
                inPath.put(route.path().indexOf("{" + parameter.getName() + "}"), parameter);
            } else {
                places.put(parameter.getIn() + " " + parameter.getName(), parameter);
            }
        }
        int position = 0;
        for (Parameter parameter : inPath.values()) {
            places.put("path " + position++, parameter);
        }
        return places;
    }

    private void requestBodies(Route route, Route their) {
        RequestBody our = ours.requestBody(route.operation().getRequestBody());
        RequestBody theirs = upstream.requestBody(their.operation().getRequestBody());
        Schema<?> ourJson = our == null ? null : SpecDocument.json(our.getContent());
        Schema<?> theirJson = theirs == null ? null : SpecDocument.json(theirs.getContent());
        if (theirs != null && Boolean.TRUE.equals(theirs.getRequired()) && our == null) {
            add(route.name(), "request ", "body", Change.OTHER, "", "only upstream, required", true);
        } else if (our == null && theirs != null) {
            add(route.name(), "request ", "body", Change.OTHER, "", "only upstream, optional", false);
        } else if (ourJson != null && theirJson == null) {
            add(route.name(), "request ", "body", Change.OTHER, "", "JSON, not upstream", true);
        } else {
            new SchemaComparison(ours, upstream, true, route.name(), differences)
                    .compare("request $", ourJson, theirJson);
        }
    }

    private void responses(Route route, Route their) {
        Map<String, ApiResponse> our = route.operation().getResponses();
        Map<String, ApiResponse> theirs = their.operation().getResponses();
        Set<String> compared = new LinkedHashSet<>(our.keySet());
        compared.retainAll(theirs.keySet());
        for (String status : compared) {
            bodies(route, status, our.get(status), theirs.get(status));
        }
        List<String> ourSuccess = successes(our);
        List<String> theirSuccess = successes(theirs);
        if (ourSuccess.size() == 1 && theirSuccess.size() == 1 && !ourSuccess.equals(theirSuccess)) {
            String status = ourSuccess.get(0);
            bodies(route, status, our.get(status), theirs.get(theirSuccess.get(0)));
        }
        our.keySet().stream().filter(status -> !compared.contains(status)).forEach(status -> {
            boolean breaking = !status.equals("default"); // what is decided by it would never happen again
            add(route.name(), "response ", status, Change.ONLY_OURS, sort(status), "not upstream", breaking);
        });
        theirs.keySet().stream().filter(status -> !compared.contains(status)).forEach(status -> {
            boolean breaking = success(status); // of the others the client makes an exception
            add(route.name(), "response ", status, Change.ONLY_UPSTREAM, sort(status), "only upstream", breaking);
        });
    }

    private void bodies(Route route, String status, ApiResponse our, ApiResponse theirs) {
        Schema<?> ourJson = SpecDocument.json(ours.response(our).getContent());
        Schema<?> theirJson = SpecDocument.json(upstream.response(theirs).getContent());
        if (ourJson != null && theirJson == null) {
            add(route.name(), "response ", status, Change.OTHER, "", "JSON, not upstream", true);
        } else if (ourJson == null && theirJson != null) {
            add(route.name(), "response ", status, Change.OTHER, "", "without JSON, JSON upstream", false);
        } else {
            new SchemaComparison(ours, upstream, false, route.name(), differences)
                    .compare("response " + status + " $", ourJson, theirJson);
        }
    }

    private static List<String> successes(Map<String, ApiResponse> responses) {
        return responses.keySet().stream().filter(Comparison::success).toList();
    }

    private static boolean success(String status) {
        return status.startsWith("2");
    }

    private static String sort(String status) {
        return "status " + status.charAt(0);
    }
}
