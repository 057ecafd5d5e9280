package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the facade calls what the document names: the same in camel case, or as the file of differences says. */
final class FacadeNames {
    private static final String PACKAGE = "io.github.realtimekit.activesession.";

    private final Map<String, List<String>> declared;
    private final Set<String> used = new HashSet<>();

    FacadeNames(Map<String, List<String>> declared) {
        this.declared = declared;
    }

    /** The names of a field or an operation, the usual one unless others are declared. */
    List<String> members(String at, String usual) {
        List<String> members = declared.getOrDefault(at, List.of());
        if (members.isEmpty() || isType(at)) {
            return List.of(usual);
        }
        used.add(at);
        return members;
    }

    /** The methods of an operation. */
    List<String> methods(Route route) {
        return members(route.id(), route.id());
    }

    boolean isMember(String at) {
        return declared.containsKey(at) && !isType(at);
    }

    /** Whether a class is declared for it. */
    boolean isType(String at) {
        return declared.containsKey(at)
                && Character.isUpperCase(declared.get(at).get(0).charAt(0));
    }

    /** The class of a schema, as it is written: {@code Poll.Option}. */
    String type(String schema) {
        if (isType(schema)) {
            used.add(schema);
            return declared.get(schema).get(0);
        }
        return schema;
    }

    /** The class of a schema, or null if the facade has none. */
    Class<?> javaClass(String schema) {
        try {
            return Class.forName(PACKAGE + type(schema).replace('.', '$'));
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    Set<String> unused() {
        Set<String> unused = new TreeSet<>(declared.keySet());
        unused.removeAll(used);
        return unused;
    }

    static String shown(Class<?> type) {
        return type.getName().substring(PACKAGE.length()).replace('$', '.');
    }

    static String camel(String wire) {
        return Pattern.compile("[_-]+(.)")
                .matcher(wire)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
