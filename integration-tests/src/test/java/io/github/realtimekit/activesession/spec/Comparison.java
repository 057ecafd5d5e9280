package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the operations of another document differ from ours, judged for a client that was written for ours.
 *
 * <p>A request breaks when upstream asks for more or takes less, a response when it has less or says it otherwise. An
 * enum value that a response no longer has is called breaking since a program may wait for it; a new one is harmless,
 * since the client reads it as unknown. Only JSON bodies are compared, and no descriptions and examples.
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
                add(route, "operation", "not upstream", true);
            } else {
                access(route, their);
                parameters(route, their);
                requestBodies(route, their);
                responses(route, their);
            }
        });
        theirRoutes.forEach((key, route) -> {
            if (!ourRoutes.containsKey(key)) {
                add(route, "operation", "only upstream", false);
            }
        });
    }

    private void add(Route route, String what, String text, boolean breaking) {
        differences.add(new Difference(route.name(), "", what, null, text, breaking));
    }

    private void addOneSided(Route route, String container, String member, String sort, String text, boolean breaking) {
        differences.add(new Difference(route.name(), container, member, sort, text, breaking));
    }

    /** Where the operation is, what it wants for credentials, and whether it stays. */
    private void access(Route route, Route their) {
        Set<String> our = ours.credentials(route);
        Set<String> theirs = upstream.credentials(their);
        if (!our.equals(theirs)) {
            boolean refused = !theirs.contains("none") && Collections.disjoint(our, theirs);
            String text = String.join(" or ", our) + ", " + String.join(" or ", theirs) + " upstream";
            add(route, "credentials", text, refused);
        }
        if (!their.addresses().isEmpty() && Collections.disjoint(route.addresses(), their.addresses())) {
            String text = String.join(" or ", route.addresses()) + ", " + String.join(" or ", their.addresses())
                    + " upstream";
            add(route, "server", text, true);
        }
        deprecation(
                route,
                "operation",
                route.operation().getDeprecated(),
                their.operation().getDeprecated());
    }

    private void deprecation(Route route, String at, Boolean our, Boolean theirs) {
        if (isTrue(theirs) && !isTrue(our)) {
            add(route, at, "deprecated upstream", false);
        }
    }

    private void compare(Route route, boolean request, String at, Schema<?> our, Schema<?> theirs) {
        new SchemaComparison(ours, upstream, request, route.name(), differences).compare(at, our, theirs);
    }

    private void parameters(Route route, Route their) {
        Map<String, Parameter> our = byPlace(route);
        Map<String, Parameter> theirs = byPlace(their);
        our.forEach((place, parameter) -> {
            String container = "parameter in the " + parameter.getIn() + " ";
            Parameter other = theirs.get(place);
            if (other == null) {
                addOneSided(route, container, parameter.getName(), "", "not upstream", true);
                return;
            }
            String at = container + parameter.getName();
            boolean required = isTrue(other.getRequired());
            if (required != isTrue(parameter.getRequired())) {
                add(route, at, required ? "optional, required upstream" : "required, optional upstream", required);
            }
            deprecation(route, at, parameter.getDeprecated(), other.getDeprecated());
            compare(route, true, at, parameter.getSchema(), other.getSchema());
        });
        theirs.forEach((place, parameter) -> {
            if (!our.containsKey(place)) {
                boolean mandatory = isTrue(parameter.getRequired());
                String text = mandatory ? "only upstream, required" : "only upstream, optional";
                String container = "parameter in the " + parameter.getIn() + " ";
                addOneSided(route, container, parameter.getName(), "", text, mandatory);
            }
        });
    }

    private static boolean isTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    /** The parameters of a path by their order in it, since their names are not on the wire; the others by name. */
    private static Map<String, Parameter> byPlace(Route route) {
        Map<String, Parameter> places = new LinkedHashMap<>();
        List<String> inPath = Pattern.compile("\\{([^}]*)}")
                .matcher(route.path())
                .results()
                .map(result -> result.group(1))
                .toList();
        for (Parameter parameter : route.parameters()) {
            boolean path = parameter.getIn().equals("path");
            places.put(
                    parameter.getIn() + " " + (path ? inPath.indexOf(parameter.getName()) : parameter.getName()),
                    parameter);
        }
        return places;
    }

    private void requestBodies(Route route, Route their) {
        RequestBody our = ours.requestBody(route.operation().getRequestBody());
        RequestBody theirs = upstream.requestBody(their.operation().getRequestBody());
        Schema<?> ourJson = our == null ? null : SpecDocument.json(our.getContent());
        Schema<?> theirJson = theirs == null ? null : SpecDocument.json(theirs.getContent());
        if (our == null && theirs != null) {
            boolean required = isTrue(theirs.getRequired());
            add(route, "request body", "only upstream, " + (required ? "required" : "optional"), required);
        } else if (ourJson != null && theirJson == null) {
            add(route, "request body", "JSON, not upstream", true);
        } else {
            compare(route, true, "request $", ourJson, theirJson);
        }
    }

    private void responses(Route route, Route their) {
        Map<String, ApiResponse> our = route.operation().getResponses();
        Map<String, ApiResponse> theirs = their.operation().getResponses();
        our.keySet().stream()
                .filter(theirs::containsKey)
                .forEach(status -> bodies(route, status, our.get(status), theirs.get(status)));
        List<String> ourSuccess =
                our.keySet().stream().filter(Comparison::success).toList();
        List<String> theirSuccess =
                theirs.keySet().stream().filter(Comparison::success).toList();
        if (ourSuccess.size() == 1 && theirSuccess.size() == 1 && !ourSuccess.equals(theirSuccess)) {
            String status = ourSuccess.get(0);
            bodies(route, status, our.get(status), theirs.get(theirSuccess.get(0)));
        }
        our.keySet().stream().filter(status -> !theirs.containsKey(status)).forEach(status -> {
            boolean breaking = !status.equals("default"); // what is decided by it would never happen again
            addOneSided(route, "response ", status, status.substring(0, 1), "not upstream", breaking);
        });
        theirs.keySet().stream().filter(status -> !our.containsKey(status)).forEach(status -> {
            boolean breaking = success(status); // of the others the client makes an exception
            addOneSided(route, "response ", status, status.substring(0, 1), "only upstream", breaking);
        });
    }

    private void bodies(Route route, String status, ApiResponse our, ApiResponse theirs) {
        Schema<?> ourJson = SpecDocument.json(ours.response(our).getContent());
        Schema<?> theirJson = SpecDocument.json(upstream.response(theirs).getContent());
        if (ourJson != null && theirJson == null) {
            add(route, "response " + status, "JSON, not upstream", true);
        } else if (ourJson == null && theirJson != null) {
            add(route, "response " + status, "without JSON, JSON upstream", false);
        } else {
            compare(route, false, "response " + status + " $", ourJson, theirJson);
        }
    }

    private static boolean success(String status) {
        return status.startsWith("2");
    }
}
