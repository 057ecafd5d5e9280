package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.spec.DeclaredDifferences.Entry;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What has to be done after a change of the document, one line each, but for the declared differences. */
final class Findings {
    private static final String DECLARE = ", or declare the difference in openapi/differences.yaml";

    private final Set<String> declared;
    private final Set<String> idle;
    private final Map<String, Set<String>> lines = new LinkedHashMap<>();

    Findings(DeclaredDifferences differences) {
        this.declared = differences.facade().stream().map(Entry::difference).collect(Collectors.toSet());
        this.idle = new TreeSet<>(declared);
    }

    /** A line that names the operations, for each of which it was found. */
    void add(Route route, String line) {
        lines.computeIfAbsent(line, any -> new TreeSet<>()).add(route.id());
    }

    void add(String line) {
        lines.putIfAbsent(line, new TreeSet<>());
    }

    /** A line that is left out where the difference is declared. */
    void addUndeclared(String difference, String line) {
        idle.remove(difference);
        if (!declared.contains(difference)) {
            add(line + DECLARE);
        }
    }

    List<String> lines() {
        List<String> all = new ArrayList<>();
        lines.forEach((line, ids) -> all.add(ids.isEmpty() ? line : line + " (" + String.join(", ", ids) + ")"));
        idle.forEach(difference -> all.add("openapi/differences.yaml declares '" + difference
                + "', which is no difference any more: remove it there"));
        return all;
    }
}
