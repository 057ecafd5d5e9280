package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ApiError;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of a document's objects, the values of its enums, and their counterparts in the facade. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the library's schemas are raw
final class FieldCheck {
    /** Accessors with another name than their field. */
    private static final Map<String, String> NAMES = Map.of(
            "Participants.participant_ids", "ids",
            "Participants.custom_participant_ids", "customIds",
            "ErrorResponse.error_chain", "chain");

    /**
     * Required in one and optional in the other. Upstream's own example of a session lacks the first two, though it
     * requires them. Nobody wants to ask whether a poll that was created is there.
     */
    private static final Set<String> DIFFERENT =
            Set.of("ActiveSession.meeting_display_name", "ActiveSession.organization_id", "CreatePollResult.poll");

    /** What is around the fields of an {@code ApiError}, or says nothing about an error. */
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
        return reference == null ? "a schema without a name" : reference.substring(reference.lastIndexOf('/') + 1);
    }

    Map<String, Schema> properties(Schema<?> schema) {
        return Optional.ofNullable(resolved(schema).getProperties()).orElse(Map.of());
    }

    private Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null ? schema : schemas.get(name(schema));
    }

    void request(Schema<?> schema, Class<?> type) {
        object(schema, type, null);
    }

    void response(Schema<?> schema, Class<?> type) {
        Method fromJson = JavaNames.method(type, "fromJson");
        object(schema, type, json -> fromJson.invoke(null, json));
    }

    /** Without a reader, it is an object that is sent. */
    private void object(Schema<?> schema, Class<?> type, Reader reader) {
        String name = name(schema);
        if (type == null) {
            findings.add(
                    name + " has no class: add it, with " + properties(schema).keySet());
        } else if (checked.add(name)) {
            Set<String> accessors = new HashSet<>();
            properties(schema).forEach((field, property) -> {
                String accessor = NAMES.getOrDefault(name + "." + field, JavaNames.camel(field));
                accessors.addAll(List.of(accessor, accessor + "AsString"));
                List<String> required = resolved(schema).getRequired();
                field(
                        name + "." + field,
                        property,
                        required != null && required.contains(field),
                        type,
                        accessor,
                        reader);
            });
            onlyWithField(type, accessors);
        }
    }

    private void onlyWithField(Class<?> type, Set<String> fields) {
        JavaNames.accessors(type)
                .filter(accessor -> !fields.contains(accessor))
                .forEach(accessor -> findings.add(JavaNames.shown(type) + "." + accessor
                        + "() has no field in the document: remove it, or correct the field there"));
    }

    private void field(
            String at, Schema<?> property, boolean required, Class<?> owner, String accessor, Reader reader) {
        String field = at.substring(at.lastIndexOf('.') + 1);
        String type = javaType(field, property);
        String shown = JavaNames.shown(owner);
        Method method = JavaNames.method(owner, accessor);
        if (method == null) {
            findings.add(at + " has no accessor: add " + (required ? type : JavaNames.optional(type)) + " " + accessor
                    + "() to " + shown);
        } else {
            compare(at, method, type, required, reader);
        }
        String setter = JavaNames.setter(accessor);
        if (reader == null && !required && JavaNames.method(owner, setter) == null) {
            findings.add(at + " is optional and cannot be set: add " + setter + "(" + type + ") to " + shown);
        }
        boolean list = property.getItems() != null;
        Schema<?> inner = list ? property.getItems() : property;
        if (resolved(inner).getEnum() != null) {
            enumeration(at, inner);
            if (reader != null && JavaNames.method(owner, accessor + "AsString") == null) {
                findings.add(at + " has no text: add String " + accessor + "AsString() to " + shown);
            }
        } else if (inner.get$ref() != null) {
            object(
                    inner,
                    JavaNames.type(name(inner)),
                    reader == null || method == null ? null : inside(method, field, list, reader));
        }
    }

    /** Reads what is in a field, or in its list. */
    private static Reader inside(Method accessor, String field, boolean list, Reader reader) {
        return json -> {
            String value = list ? "[" + json + "]" : json;
            Object read = accessor.invoke(reader.read("{\"" + field + "\":" + value + "}"));
            return read instanceof List<?> one ? one.get(0) : read instanceof Optional<?> one ? one.get() : read;
        };
    }

    private void compare(String at, Method method, String type, boolean required, Reader reader) {
        String actual = JavaNames.shown(method.getGenericReturnType());
        String wanted = type.equals("int") && actual.matches("double|OptionalDouble") ? "double" : type;
        String optional = JavaNames.optional(wanted);
        boolean demanded = !JavaNames.isContainer(wanted)
                ? actual.equals(wanted)
                : reader == null ? required : throwsWithout(method, reader);
        String accessor = JavaNames.shown(method.getDeclaringClass()) + "." + method.getName() + "()";
        if (!actual.equals(wanted) && !actual.equals(optional)) {
            findings.add(at + " is " + type + " in the document, but " + accessor + " is " + actual + ": change it");
        } else if (demanded == required && DIFFERENT.contains(at)) {
            findings.add(at + " differs no longer: remove it from DIFFERENT in FieldCheck");
        } else if (required && !demanded && !DIFFERENT.contains(at)) {
            findings.add(at + " is required in the document, but " + accessor + " is empty without it: "
                    + (wanted.equals(optional) ? "let it throw" : "make it " + wanted));
        } else if (demanded && !required && !DIFFERENT.contains(at)) {
            findings.add(at + " is optional in the document, but " + accessor + " throws without it: "
                    + (wanted.equals(optional) ? "let it be empty" : "make it " + optional));
        }
    }

    /** The type of a list or a map does not say whether it may be missing. */
    private static boolean throwsWithout(Method accessor, Reader reader) {
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
        String name = name(property);
        Class<?> type = JavaNames.type(name);
        Set<String> values = resolved(property).getEnum().stream()
                .map(JavaNames::constant)
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
                .forEach(value -> findings.add(name + "." + value + " is missing: add it, also to " + name + ".of"));
        constants.stream()
                .filter(constant -> !values.contains(constant))
                .forEach(constant -> findings.add(name + "." + constant
                        + " has no value in the document: remove it, or correct the value there"));
    }

    /** Every shape of an error becomes a list of ApiError: their fields need not be told apart. */
    void errors() {
        Set<String> fields = new TreeSet<>();
        errorFields(schemas.get("ErrorResponse"), fields, new HashSet<>());
        Set<String> accessors = new HashSet<>();
        for (String field : fields) {
            String accessor = NAMES.getOrDefault("ErrorResponse." + field, JavaNames.camel(field));
            accessors.add(accessor);
            if (!NOT_IN_ERRORS.contains(field) && JavaNames.method(ApiError.class, accessor) == null) {
                findings.add("an error's " + field + " has no accessor: add " + accessor + "() to ApiError, or " + field
                        + " to NOT_IN_ERRORS in FieldCheck");
            }
        }
        onlyWithField(ApiError.class, accessors);
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

    /** {@return what the accessor of a required field returns} */
    private String javaType(String field, Schema<?> property) {
        Schema<?> schema = resolved(property);
        if (property.get$ref() != null && (schema.getEnum() != null || schema.getProperties() != null)) {
            Class<?> type = JavaNames.type(name(property));
            return type == null ? name(property) : JavaNames.shown(type);
        }
        return switch (String.valueOf(schema.getType())) {
            case "array" -> "List<" + javaType(field, schema.getItems()) + ">";
            case "number", "integer" -> "int";
            case "boolean" -> "boolean";
            case "object" -> "Map<String, Object>";
            default -> field.endsWith("_at") ? "Instant" : "String";
        };
    }
}
