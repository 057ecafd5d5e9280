package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How one body or parameter of an operation differs, down to its last field. */
final class SchemaComparison {
    private static final Comparator<List<Difference>> FEWEST = Comparator.<List<Difference>>comparingLong(
                    found -> found.stream().filter(Difference::breaking).count())
            .thenComparing(List::size);

    private final SpecDocument ours;
    private final SpecDocument upstream;
    private final boolean request;
    private final String operation;
    private final List<Difference> differences;
    private final Map<Schema<?>, Set<Schema<?>>> seen = new IdentityHashMap<>();

    SchemaComparison(
            SpecDocument ours, SpecDocument upstream, boolean request, String operation, List<Difference> differences) {
        this.ours = ours;
        this.upstream = upstream;
        this.request = request;
        this.operation = operation;
        this.differences = differences;
    }

    /** Adds what is different at this place and below; a pair of schemas that was met before is not looked at again. */
    void compare(String at, Schema<?> ourReference, Schema<?> theirReference) {
        if (ourReference == null || theirReference == null) {
            return;
        }
        Schema<?> ourSchema = ours.schema(ourReference);
        Schema<?> theirSchema = upstream.schema(theirReference);
        if (!seen.computeIfAbsent(ourSchema, met -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(theirSchema)) {
            return;
        }
        compareVariants(
                at,
                Shape.of(ourSchema, ours).variants(),
                Shape.of(theirSchema, upstream).variants());
    }

    /**
     * What one side may send the other has to take: each variant of the sender's is compared with the most similar one
     * of the receiver's, and what is different between these two is what is different. Others that the receiver takes
     * are harmless.
     */
    private void compareVariants(String at, Map<String, Shape> our, Map<String, Shape> their) {
        Map<String, Shape> receivers = new LinkedHashMap<>(request ? their : our);
        Set<String> met = new HashSet<>();
        for (Shape sent : (request ? our : their).values()) {
            List<Difference> fewest = null;
            String closest = null;
            for (Map.Entry<String, Shape> candidate : receivers.entrySet()) {
                Shape taken = candidate.getValue();
                List<Difference> found = tried(at, request ? sent : taken, request ? taken : sent);
                if (fewest == null || FEWEST.compare(found, fewest) < 0) {
                    fewest = found;
                    closest = candidate.getKey();
                }
            }
            met.add(closest);
            fewest.stream().filter(one -> !differences.contains(one)).forEach(differences::add);
        }
        without(receivers.keySet(), met)
                .forEach(name -> add(at, name + (request ? " is only upstream" : " is not upstream"), false));
    }

    private List<Difference> tried(String at, Shape our, Shape their) {
        List<Difference> tried = new ArrayList<>();
        SchemaComparison comparison = new SchemaComparison(ours, upstream, request, operation, tried);
        seen.forEach((schema, met) -> {
            Set<Schema<?>> copy = Collections.newSetFromMap(new IdentityHashMap<>());
            copy.addAll(met);
            comparison.seen.put(schema, copy);
        });
        comparison.compareShapes(at, our, their);
        return tried;
    }

    private void compareShapes(String at, Shape our, Shape their) {
        marks(at, our.marks, their.marks);
        if (our.type().equals(their.type())) {
            values(at, our, their);
            limits(at, our, their);
            properties(at, our, their);
            compare(at + "[]", our.items, their.items);
        } else {
            boolean fits = request ? their.covers(our) : our.covers(their);
            add(at, our.type() + ", " + their.type() + " upstream", !fits);
        }
    }

    private void marks(String at, Set<String> our, Set<String> their) {
        if (their.contains("deprecated") && !our.contains("deprecated")) {
            add(at, "deprecated upstream", false);
        }
        String unsent = request ? "readOnly" : "writeOnly";
        if (their.contains(unsent) && !our.contains(unsent)) {
            add(at, unsent + " upstream", true);
        }
    }

    private void add(String at, String text, boolean breaking) {
        differences.add(new Difference(operation, "", at, null, text, breaking));
    }

    private void values(String at, Shape our, Shape their) {
        if (our.values.isEmpty() != their.values.isEmpty()) {
            boolean limited = our.values.isEmpty();
            String text = limited ? "any text, only " + their.values + " upstream" : "an enum, any text upstream";
            add(at, text, request && limited);
            return;
        }
        for (String value : without(our.values, their.values)) {
            add(at, "the value " + value + " is not upstream", true);
        }
        for (String value : without(their.values, our.values)) {
            add(at, "the value " + value + " is only upstream", false);
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** A limit of an answer narrows what may come; one of a request refuses what was taken. */
    private void limits(String at, Shape our, Shape their) {
        Set<String> names = new TreeSet<>(our.limits.keySet());
        names.addAll(their.limits.keySet());
        for (String name : names) {
            Object limit = our.limits.get(name);
            Object theirs = their.limits.get(name);
            if (theirs == null) {
                add(at, name + " " + limit + ", not upstream", false);
            } else if (!theirs.equals(limit)) {
                String text = limit == null ? "no " + name : name + " " + limit;
                add(at, text + ", " + theirs + " upstream", request);
            }
        }
    }

    private void properties(String at, Shape our, Shape their) {
        our.properties.forEach((name, schema) -> {
            Schema<?> theirs = their.properties.get(name);
            if (theirs == null) {
                addOneSided(at, name, Shape.of(schema, ours), "not upstream", true);
            } else {
                compare(at + "." + name, schema, theirs);
                presence(at + "." + name, always(our, name, ours), always(their, name, upstream));
            }
        });
        their.properties.forEach((name, schema) -> {
            if (!our.properties.containsKey(name)) {
                String text = "only upstream, " + (their.requires(name) ? "required" : "optional");
                addOneSided(at, name, Shape.of(schema, upstream), text, request && their.requires(name));
            }
        });
    }

    private void addOneSided(String at, String field, Shape shape, String text, boolean breaking) {
        differences.add(new Difference(operation, at + ".", field, shape.type(), text, breaking));
    }

    /** Whether a field is there with a value: required, and not nullable where it is read. */
    private boolean always(Shape object, String name, SpecDocument document) {
        return object.requires(name) && (request || !Shape.of(object.properties.get(name), document).nullable);
    }

    private void presence(String at, boolean our, boolean their) {
        if (our && !their) {
            add(at, "required, optional or nullable upstream", !request);
        } else if (their && !our) {
            add(at, "optional or nullable, required upstream", request);
        }
    }
}
