package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.spec.SpecDocument.Route;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether every field of a response has its accessor, and every enum value its constant. */
final class ResponseAudit {
    private final SpecDocument document;
    private final FacadeNames names;
    private final Findings findings;
    private final String generator;
    private final Set<String> audited = new HashSet<>();
    private final Map<Class<?>, Set<String>> fieldAccessors = new LinkedHashMap<>();

    ResponseAudit(SpecDocument document, FacadeNames names, Findings findings) throws IOException {
        this.generator = Files.readString(Path.of("..", "generated-client", "pom.xml"));
        this.document = document;
        this.names = names;
        this.findings = findings;
    }

    /** Makes a value of the facade from the JSON of its object. */
    private interface Reader {
        Object read(String json) throws ReflectiveOperationException;
    }

    /** Every response of an operation: a 2xx is what its method gives, each other one an error in one of its shapes. */
    void responses(Route route) {
        String method = names.methods(route).get(0);
        route.operation().getResponses().forEach((status, response) -> {
            Schema<?> json = SpecDocument.json(document.response(response).getContent());
            if (status.startsWith("2")) {
                envelope(route, status, json, JavaTypes.result(ActiveSessionClient.class, method));
            } else if (json != null) {
                List<Schema<?>> shapes = Shape.of(json, document).alternatives;
                (shapes.isEmpty() ? List.<Schema<?>>of(json) : shapes)
                        .forEach(shape -> error("the " + status + " of " + route.id(), shape));
            }
        });
    }

    /** The JSON of a 2xx: {@code success}, and {@code data} of the type that the method gives for every one. */
    private void envelope(Route route, String status, Schema<?> json, String given) {
        Shape shape = json == null ? Shape.of(new Schema<>(), document) : Shape.of(json, document);
        Schema<?> data = shape.properties.get("data");
        String at = "the " + status + " of " + route.id();
        String name = data == null || data.get$ref() == null ? null : SpecDocument.nameOf(data.get$ref());
        if (name == null) {
            findings.addUndeclared(
                    route.id() + " " + status + " has no data",
                    at + " has no data that refers to a schema: the client reads every 2xx of it as "
                            + (given == null ? "one class" : given) + " and fails without data; let data refer to its"
                            + " schema");
        } else if (given != null && !given.equals(names.type(name))) {
            findings.addUndeclared(
                    route.id() + " " + status + " has another type",
                    at + " has data of its own, " + name + " with "
                            + Shape.of(data, document).properties.keySet() + ", but the client reads every 2xx of"
                            + " it as " + given + ": let data refer to that schema, with these fields in it");
        } else {
            data(name, data);
        }
        shape.properties.keySet().stream()
                .filter(field -> !Set.of("success", "data").contains(field))
                .map(field -> (json.get$ref() == null ? at : SpecDocument.nameOf(json.get$ref())) + "." + field)
                .forEach(field -> findings.addUndeclared(
                        field + " is not exposed",
                        field + " is new in the spec, next to success and data: add an accessor to what the operation"
                                + " gives"));
    }

    private void error(String at, Schema<?> schema) {
        String name = schema.get$ref() == null ? at : SpecDocument.nameOf(schema.get$ref());
        Class<?> type = schema.get$ref() == null ? null : names.javaClass(name);
        if (type == null) {
            findings.add("the error " + name + " is new in the spec: read it where the facade reads the shapes of"
                    + " errors, and name the class that shows it under 'names' in openapi/differences.yaml");
        } else {
            object(name, type, schema, null);
        }
    }

    /** What an operation gives. */
    private void data(String name, Schema<?> schema) {
        Class<?> java = names.javaClass(name);
        Method fromJson = java == null ? null : JavaTypes.method(java, "fromJson");
        if (fromJson == null || JavaTypes.method(java, "response") == null) {
            findings.add(names.type(name) + " is what an operation gives: add ApiResponse response() to it, and the"
                    + " static fromJson(String), with which programs make one in their tests");
        }
        object(name, java, schema, fromJson == null ? null : json -> fromJson.invoke(null, json));
    }

    /** The fields of an object; {@code reader} is null where none can be made. */
    private void object(String name, Class<?> java, Schema<?> schema, Reader reader) {
        if (!audited.add(name)) {
            return;
        }
        Shape shape = Shape.of(schema, document);
        if (java == null) {
            findings.add("the class " + names.type(name) + " is new in the spec: add it, with equals, with "
                    + shape.properties.keySet().stream()
                            .map(field -> accessor(name + "." + field, shape))
                            .collect(Collectors.joining(", ")));
        }
        shape.properties.forEach((field, property) -> {
            String at = name + "." + field;
            Class<?> flat = names.isType(at) ? names.javaClass(at) : null;
            if (flat != null) {
                object(at, flat, property, null);
            }
            if (flat == null || flat != java) {
                field(at, java, property, shape, reader);
            }
        });
    }

    private String accessor(String at, Shape owner) {
        String field = at.substring(at.lastIndexOf('.') + 1);
        Schema<?> property = owner.properties.get(field);
        String type = JavaTypes.of(at, property, document, names);
        boolean always = owner.requires(field) && !Shape.of(property, document).nullable;
        return (always ? type : JavaTypes.optional(type)) + " "
                + names.members(at, FacadeNames.camel(field)).get(0) + "()";
    }

    private void field(String at, Class<?> java, Schema<?> property, Shape object, Reader reader) {
        String field = at.substring(at.lastIndexOf('.') + 1);
        String accessor = names.members(at, FacadeNames.camel(field)).get(0);
        Method method = java == null ? null : JavaTypes.accessor(java, accessor);
        boolean isEnum = enumeration(at, property);
        if (java != null) {
            fieldAccessors.computeIfAbsent(java, any -> new HashSet<>()).add(accessor);
            if (method == null) {
                findings.addUndeclared(
                        at + " is not exposed",
                        at + " is new in the spec: add " + accessor(at, object) + " to " + FacadeNames.shown(java)
                                + " and to its equals");
            } else {
                type(at, method, property, object.requires(field), reader);
            }
            if (isEnum) {
                fieldAccessors.get(java).add(accessor + "AsString");
                if (JavaTypes.accessor(java, accessor + "AsString") == null) {
                    findings.add(at + " is an enum: add String " + accessor + "AsString() to " + FacadeNames.shown(java)
                            + ", for values that are not known yet");
                }
            }
        }
        Schema<?> inner = property.getItems() == null ? property : property.getItems();
        if (property.getItems() != null) {
            enumeration(at, inner);
        }
        Shape shape = Shape.of(inner, document);
        if (inner.get$ref() != null && !shape.properties.isEmpty()) {
            String name = SpecDocument.nameOf(inner.get$ref());
            boolean list = property.getItems() != null;
            Reader nested = reader == null || method == null
                    ? null
                    : json -> only(
                            method.invoke(reader.read("{\"" + field + "\":" + (list ? "[" + json + "]" : json) + "}")));
            object(name, names.javaClass(name), inner, nested);
        }
    }

    private static Object only(Object value) {
        return value instanceof List<?> list
                ? list.get(0)
                : value instanceof Optional<?> optional ? optional.orElseThrow() : value;
    }

    private void type(String at, Method method, Schema<?> property, boolean inSpec, Reader reader) {
        boolean required = inSpec && !Shape.of(property, document).nullable;
        String type = JavaTypes.of(at, property, document, names);
        String actual = JavaTypes.shown(method.getGenericReturnType());
        String plain = JavaTypes.plain(actual);
        String accessor = FacadeNames.shown(method.getDeclaringClass()) + "." + method.getName() + "()";
        if (!plain.equals(type) && !(type.equals("double") && plain.equals("int"))) {
            findings.addUndeclared(
                    at + " has another type",
                    at + " is " + type + " by the spec, but " + accessor + " is " + actual + ": change it");
            return;
        }
        boolean list = JavaTypes.optional(plain).equals(plain);
        boolean demanded =
                list ? reader == null ? required : isDemanded(method, reader) : !actual.startsWith("Optional");
        if (required && !demanded) {
            String cure = list ? " is empty without it: let it throw" : " is " + actual + ": make it " + plain;
            findings.addUndeclared(at + " is optional", at + " is required in the spec, but " + accessor + cure);
        } else if (demanded && !required) {
            String cure = list
                    ? " throws without it: let it be empty"
                    : " is " + actual + ": make it " + JavaTypes.optional(plain);
            findings.addUndeclared(at + " is required", at + " is optional in the spec, but " + accessor + cure);
        }
    }

    /** Whether the accessor of a list throws when the list is missing; its type does not say so. */
    private static boolean isDemanded(Method accessor, Reader reader) {
        try {
            accessor.invoke(reader.read("{}"));
            return false;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnreadableResponseException) {
                return true;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is an enum; its values have their constants, and the generated client keeps their text. */
    boolean enumeration(String at, Schema<?> property) {
        if (document.schema(property).getDefault() != null) {
            findings.add(at + " has a default: remove it, or the generated client takes it where there is no value");
        }
        Set<String> values = Shape.of(property, document).values;
        if (values.isEmpty()) {
            return false;
        }
        if (property.get$ref() == null) {
            findings.add(at + " is an enum without a name: give it a schema of its own under components/schemas");
            return true;
        }
        String name = SpecDocument.nameOf(property.get$ref());
        String mapping = "<schemaMapping>" + name + "=Object</schemaMapping>";
        if (!generator.contains(mapping)) {
            findings.add("the enum " + name + " is new: add " + mapping + " to generated-client/pom.xml,"
                    + " so that values that are not known yet can be read");
        }
        Set<String> constants = values.stream()
                .map(value -> value.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Class<?> type = names.javaClass(name);
        if (type == null || !type.isEnum()) {
            findings.add("the enum " + names.type(name) + " is new in the spec: add it with " + constants
                    + ", UNKNOWN, and of");
            return true;
        }
        Set<String> present = new TreeSet<>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> present.add(((Enum<?>) constant).name()));
        present.remove("UNKNOWN");
        without(constants, present)
                .forEach(constant -> findings.add("the value " + constant + " of " + name
                        + " is new in the spec: add " + name + "." + constant + " and its case in " + name
                        + ".of (until then it"
                        + " is read as UNKNOWN)"));
        without(present, constants)
                .forEach(constant -> findings.add(
                        name + "." + constant + " has no value in the spec any more: deprecate or remove it"));
        return true;
    }

    private static Stream<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(one -> !some.contains(one));
    }

    void accessorsWithoutField() {
        fieldAccessors.forEach((java, accessors) -> Arrays.stream(java.getDeclaredMethods())
                .filter(method -> !Throwable.class.isAssignableFrom(java)
                        && JavaTypes.isAccessor(method)
                        && !accessors.contains(method.getName()))
                .forEach(method -> findings.add(FacadeNames.shown(java) + "." + method.getName()
                        + "() has no field in the spec any more: remove it, or find the field's new name")));
    }
}
