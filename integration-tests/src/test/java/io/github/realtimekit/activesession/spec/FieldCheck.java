package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ApiError;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares a document's fields and enum values with the facade. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the library's schemas are raw types
final class FieldCheck {
    /** Accessors whose name differs from their field's. */
    private static final Map<String, String> NAMES = Map.of(
            "Participants.participant_ids", "ids",
            "Participants.custom_participant_ids", "customIds",
            "ErrorResponse.error_chain", "chain");

    /**
     * Required in one and optional in the other. Upstream requires the first two, but its own example of a session
     * lacks them. Nobody wants to ask whether a created poll is there. A kick always has both lists, though one may be
     * empty: that is valid in every document that was published.
     */
    private static final Set<String> DIFFERENT = Set.of(
            "ActiveSession.meeting_display_name",
            "ActiveSession.organization_id",
            "CreatePollResult.poll",
            "Participants.participant_ids",
            "Participants.custom_participant_ids");

    /** The types that an accessor may return for a type of the document. */
    private static final Map<String, String> TYPES = Map.of(
            "string", "(java.util.Optional<)?java.(lang.String|time.Instant)>?",
            "number", "int|double|java.util.Optional(Int|Double)",
            "boolean", "boolean|java.util.Optional<java.lang.Boolean>",
            "array", "java.util.List<.*");

    /** Fields that contain those of an {@code ApiError}, or that say nothing about an error. */
    private static final Set<String> NOT_IN_ERRORS =
            Set.of("success", "error", "errors", "source", "messages", "result");

    private final Map<String, Schema> schemas;
    private final Set<String> findings;
    private final Set<String> checked = new HashSet<>();

    FieldCheck(Map<String, Schema> schemas, Set<String> findings) {
        this.schemas = schemas;
        this.findings = findings;
    }

    /** Makes a value of the facade from JSON. */
    private interface Reader {
        Object read(String json) throws ReflectiveOperationException;
    }

    static String name(Schema<?> schema) {
        String reference = schema.get$ref();
        return reference == null ? "no schema" : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** {@return the class of a schema, such as {@code Poll.Option} for PollOption; null if there is none} */
    static Class<?> type(Schema<?> schema) {
        for (String name : List.of(name(schema), name(schema).replaceFirst("(?<=[a-z])(?=[A-Z])", "\\$"))) {
            try {
                return Class.forName(ActiveSession.class.getPackageName() + "." + name);
            } catch (ClassNotFoundException e) {
                // it may be nested
            }
        }
        return null;
    }

    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static String camel(String wire) {
        return Pattern.compile("[_-](.)")
                .matcher(wire)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    private Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null ? schema : schemas.get(name(schema));
    }

    Map<String, Schema<?>> properties(Schema<?> schema) {
        return resolved(schema).getProperties() == null
                ? Map.of()
                : (Map) resolved(schema).getProperties();
    }

    void request(Schema<?> schema, Class<?> type) {
        object(schema, type, null);
    }

    void response(Schema<?> schema, Class<?> type) {
        Method fromJson = method(type, "fromJson");
        object(schema, type, json -> fromJson.invoke(null, json));
    }

    /** Without a reader, the object is one that is sent. */
    private void object(Schema<?> schema, Class<?> type, Reader reader) {
        if (type == null) {
            findings.add("add the class " + name(schema) + ", with "
                    + properties(schema).keySet());
        } else if (checked.add(name(schema))) {
            properties(schema).forEach((field, property) -> field(schema, field, property, type, reader));
            onlyWithField(type, name(schema), properties(schema).keySet());
        }
    }

    private void onlyWithField(Class<?> type, String owner, Collection<String> fields) {
        Set<String> accessors = fields.stream()
                .map(field -> NAMES.getOrDefault(owner + "." + field, camel(field)))
                .collect(Collectors.toSet());
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.matches("response|toJson|toString|hashCode"))
                .filter(name -> !accessors.contains(name.replaceFirst("AsString$", "")))
                .forEach(name -> findings.add(owner + " has no field for " + name
                        + "() in the document: remove the accessor, or correct the field"));
    }

    private void field(Schema<?> schema, String field, Schema<?> property, Class<?> owner, Reader reader) {
        String at = name(schema) + "." + field;
        List<String> requiredFields = resolved(schema).getRequired();
        boolean required = requiredFields != null && requiredFields.contains(field);
        String accessor = NAMES.getOrDefault(at, camel(field));
        Method method = method(owner, accessor);
        if (method == null) {
            findings.add(at + " has no accessor: add " + (required ? "" : "an optional ") + accessor + "()");
            return;
        }
        String setter = camel("with-" + accessor);
        String type = method.getGenericReturnType().getTypeName();
        if (reader == null && !required && method(owner, setter) == null) {
            findings.add(at + " is optional and cannot be set: add " + setter);
        } else if (property.get$ref() == null && !type.matches(TYPES.getOrDefault(property.getType(), ".*"))) {
            findings.add(at + " is a " + property.getType() + " in the document: change what " + accessor + "() is");
        } else if (DIFFERENT.contains(at) && required == isRequired(method, reader)) {
            findings.add(at + " differs no longer: remove it from DIFFERENT in FieldCheck");
        } else if (!DIFFERENT.contains(at) && required != isRequired(method, reader)) {
            findings.add(at + " is " + (required ? "required in the document: let " : "optional in the document: let ")
                    + accessor + (required ? "() throw without it" : "() be an Optional, or empty"));
        }
        Schema<?> inner = property.getItems() == null ? property : property.getItems();
        if (resolved(inner).getEnum() != null) {
            enumeration(at, inner);
            values(field, inner, method, reader);
        } else if (inner.get$ref() != null) {
            object(
                    inner,
                    type(inner),
                    reader == null
                            ? null
                            : json -> {
                                String value = inner == property ? json : "[" + json + "]";
                                Object read = method.invoke(reader.read("{\"" + field + "\":" + value + "}"));
                                return read instanceof List<?> one
                                        ? one.get(0)
                                        : read instanceof Optional<?> one ? one.get() : read;
                            });
        }
    }

    /**
     * An Optional is not required. A list or a map is if its accessor throws when it is missing, or if it is always
     * sent.
     */
    private static boolean isRequired(Method accessor, Reader reader) {
        Class<?> type = accessor.getReturnType();
        if (reader == null || !Collection.class.isAssignableFrom(type) && type != Map.class) {
            return !type.getSimpleName().startsWith("Optional");
        }
        try {
            accessor.invoke(reader.read("{}"));
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof UnreadableResponseException;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void enumeration(String at, Schema<?> property) {
        Class<?> type = type(property);
        Set<String> values = resolved(property).getEnum().stream()
                .map(FieldCheck::constant)
                .collect(Collectors.toCollection(TreeSet::new));
        if (type == null || !type.isEnum()) {
            findings.add(at + " is an enum: give it a schema and a class, with " + values + " and UNKNOWN");
            return;
        }
        Set<String> constants =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.toSet());
        constants.remove("UNKNOWN");
        values.stream()
                .filter(value -> !constants.contains(value))
                .forEach(value ->
                        findings.add(name(property) + "." + value + " is missing: add it, and let of read it"));
        constants.stream()
                .filter(constant -> !values.contains(constant))
                .forEach(constant -> findings.add(name(property) + "." + constant
                        + " has no value in the document: remove it, or correct the value"));
    }

    /** Finds values that have a constant but are read as UNKNOWN. */
    private void values(String field, Schema<?> property, Method accessor, Reader reader) {
        Class<?> type = type(property);
        if (reader == null || type == null || !type.isEnum()) {
            return;
        }
        Set<String> constants =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.toSet());
        for (Object value : resolved(property).getEnum()) {
            if (constants.contains(constant(value)) && !constant(value).equals(read(field, value, accessor, reader))) {
                findings.add(name(property) + "." + constant(value) + " is not read: let of read '" + value + "'");
            }
        }
    }

    private static String read(String field, Object value, Method accessor, Reader reader) {
        try {
            return accessor.invoke(reader.read("{\"" + field + "\":\"" + value + "\"}"))
                    .toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String constant(Object value) {
        return String.valueOf(value).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    /** All shapes of errors become a list of ApiError, so their fields do not need to be told apart. */
    void errors() {
        Set<String> fields = new TreeSet<>();
        errorFields(schemas.get("ErrorResponse"), fields, new HashSet<>());
        fields.stream()
                .filter(field -> !NOT_IN_ERRORS.contains(field))
                .filter(field ->
                        method(ApiError.class, NAMES.getOrDefault("ErrorResponse." + field, camel(field))) == null)
                .forEach(field -> findings.add("an error's " + field + " has no accessor: add it to ApiError, or to"
                        + " NOT_IN_ERRORS in FieldCheck"));
        onlyWithField(ApiError.class, "ErrorResponse", fields);
    }

    private void errorFields(Schema<?> schema, Set<String> fields, Set<Schema<?>> seen) {
        Schema<?> shape = resolved(schema);
        if (seen.add(shape)) {
            fields.addAll(properties(shape).keySet());
            properties(shape).values().forEach(inner -> errorFields(inner, fields, seen));
            Optional.ofNullable(shape.getAnyOf()).ifPresent(all -> all.forEach(one -> errorFields(one, fields, seen)));
            Optional.ofNullable(shape.getItems()).ifPresent(item -> errorFields(item, fields, seen));
        }
    }
}
