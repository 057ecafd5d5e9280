package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a schema says, whichever way it says it: references followed, all parts of an {@code allOf} in one. */
final class Shape {
    private final Set<String> types = new TreeSet<>();
    final Map<String, Schema<?>> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    /** The values of an enum; empty if it is none. */
    final Set<String> values = new LinkedHashSet<>();
    /** Lengths, patterns, formats and bounds, by name. */
    final Map<String, Object> limits = new TreeMap<>();
    /** Those of {@code deprecated}, {@code readOnly} and {@code writeOnly} that are set. */
    final Set<String> marks = new TreeSet<>();
    /** Of {@code anyOf} and {@code oneOf}. */
    final List<Schema<?>> alternatives = new ArrayList<>();
    /** The schema of the elements of an array, or null. */
    Schema<?> items;

    boolean nullable;

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
        if (schema.getConst() != null) {
            values.add(String.valueOf(schema.getConst()));
        }
        mark("deprecated", schema.getDeprecated());
        mark("readOnly", schema.getReadOnly());
        mark("writeOnly", schema.getWriteOnly());
        limit("format", schema.getFormat());
        limit("pattern", schema.getPattern());
        limit("minLength", schema.getMinLength());
        limit("maxLength", schema.getMaxLength());
        limit("minItems", schema.getMinItems());
        limit("maxItems", schema.getMaxItems());
        limit("minimum", schema.getMinimum());
        limit("maximum", schema.getMaximum());
        limit("exclusiveMinimum", schema.getExclusiveMinimum());
        limit("exclusiveMinimum", schema.getExclusiveMinimumValue());
        limit("exclusiveMaximum", schema.getExclusiveMaximum());
        limit("exclusiveMaximum", schema.getExclusiveMaximumValue());
        limit("multipleOf", schema.getMultipleOf());
        limit("uniqueItems", schema.getUniqueItems());
        limit("minProperties", schema.getMinProperties());
        limit("maxProperties", schema.getMaxProperties());
        if (Boolean.FALSE.equals(schema.getAdditionalProperties())) {
            limits.put("additionalProperties", false);
        }
        for (Schema<?> part : listOf(schema.getAllOf())) {
            add(part);
        }
        Stream.concat(listOf(schema.getAnyOf()).stream(), listOf(schema.getOneOf()).stream())
                .forEach(alternative -> {
                    if (Set.of("null").equals(alternative.getTypes())) {
                        nullable = true;
                    } else {
                        alternatives.add(alternative);
                    }
                });
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's lists are raw
    private static List<Schema<?>> listOf(List<Schema> schemas) {
        return schemas == null ? List.of() : (List<Schema<?>>) (List) schemas;
    }

    private void mark(String name, Boolean set) {
        if (Boolean.TRUE.equals(set)) {
            marks.add(name);
        }
    }

    /** A limit that is false or 0 at least is none. */
    private void limit(String name, Object value) {
        boolean none = value == null || Boolean.FALSE.equals(value) || name.startsWith("min") && value.equals(0);
        if (!none) {
            limits.put(
                    name,
                    value instanceof BigDecimal number
                            ? number.stripTrailingZeros().toPlainString()
                            : value);
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

    /** Whether what has the other's type has this one's. */
    boolean covers(Shape other) {
        Set<String> wide = new HashSet<>(types);
        if (wide.contains("number")) {
            wide.add("integer");
        }
        return type().equals("any")
                || type().equals(other.type())
                || !other.types.isEmpty() && wide.containsAll(other.types);
    }

    boolean requires(String property) {
        return required.contains(property);
    }

    /** By name or number: this shape with each of its {@code anyOf} and {@code oneOf}; only itself if it has none. */
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
}
