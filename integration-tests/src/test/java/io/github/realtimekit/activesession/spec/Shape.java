package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a schema says, whichever way it says it: references followed, all parts of an {@code allOf} in one. */
final class Shape {
    private final Set<String> types = new TreeSet<>();
    private final Map<String, Schema<?>> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> values = new LinkedHashSet<>();
    private final Map<String, Object> limits = new TreeMap<>();
    private final List<Schema<?>> alternatives = new ArrayList<>();
    private Schema<?> items;
    private boolean nullable;

    private final SpecDocument document;
    private final Set<Schema<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Shape(SpecDocument document) {
        this.document = document;
    }

    static Shape of(Schema<?> schema, SpecDocument document) {
        Shape shape = new Shape(document);
        shape.add(schema);
        return shape;
    }

    private void add(Schema<?> reference) {
        Schema<?> schema = document.schema(reference);
        if (schema == null || !seen.add(schema)) {
            return;
        }
        if (schema.getType() != null) {
            types.add(schema.getType());
        }
        if (schema.getTypes() != null) {
            types.addAll(schema.getTypes());
        }
        nullable |= types.remove("null") || Boolean.TRUE.equals(schema.getNullable());
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> properties.put(name, property));
        }
        if (schema.getRequired() != null) {
            required.addAll(schema.getRequired());
        }
        if (schema.getItems() != null) {
            items = schema.getItems();
        }
        if (schema.getEnum() != null) {
            schema.getEnum().forEach(value -> values.add(String.valueOf(value)));
        }
        limit("format", schema.getFormat());
        limit("pattern", schema.getPattern());
        limit("minLength", schema.getMinLength());
        limit("maxLength", schema.getMaxLength());
        limit("minItems", schema.getMinItems());
        limit("maxItems", schema.getMaxItems());
        limit("minimum", schema.getMinimum());
        limit("maximum", schema.getMaximum());
        for (Schema<?> part : listOf(schema.getAllOf())) {
            add(part);
        }
        for (Schema<?> alternative : listOf(schema.getAnyOf())) {
            alternatives.add(alternative);
        }
        for (Schema<?> alternative : listOf(schema.getOneOf())) {
            alternatives.add(alternative);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's lists are raw
    private static List<Schema<?>> listOf(List<Schema> schemas) {
        return schemas == null ? List.of() : (List<Schema<?>>) (List) schemas;
    }

    private void limit(String name, Object value) {
        if (value != null) {
            limits.put(name, value);
        }
    }

    /** Its type, or {@code any} if it has none. */
    String type() {
        if (!types.isEmpty()) {
            return String.join(" or ", types);
        }
        if (!properties.isEmpty()) {
            return "object";
        }
        if (items != null) {
            return "array";
        }
        return values.isEmpty() ? "any" : "string";
    }

    Map<String, Schema<?>> properties() {
        return properties;
    }

    boolean requires(String property) {
        return required.contains(property);
    }

    /** The schema of the elements of an array, or null. */
    Schema<?> items() {
        return items;
    }

    /** The values of an enum; empty if it is none. */
    Set<String> values() {
        return values;
    }

    /** Lengths, patterns, formats and bounds, by name. */
    Map<String, Object> limits() {
        return limits;
    }

    /** By its name or a description: this shape with each of its {@code anyOf} and {@code oneOf}; only itself if it has none. */
    Map<String, Shape> variants() {
        Map<String, Shape> variants = new LinkedHashMap<>();
        for (Schema<?> alternative : alternatives) {
            Shape variant = new Shape(document);
            seen.forEach(variant::add);
            variant.alternatives.clear();
            variant.add(alternative);
            String reference = alternative.get$ref();
            String name = reference == null ? "alternative " + (variants.size() + 1) : SpecDocument.nameOf(reference);
            variants.put(name, variant);
        }
        return variants.isEmpty() ? Map.of("", this) : variants;
    }

    /** Of {@code anyOf} and {@code oneOf}. */
    List<Schema<?>> alternatives() {
        return alternatives;
    }

    boolean nullable() {
        return nullable;
    }
}
