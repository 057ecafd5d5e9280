package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Java type a schema has in the facade, written as a program writes it. */
final class JavaTypes {
    private static final Map<String, String> BOXES =
            Map.of("int", "Integer", "double", "Double", "long", "Long", "boolean", "Boolean");
    private static final Set<String> NO_FIELDS = Set.of("response", "toString", "hashCode");

    private JavaTypes() {}

    /** The type of a field that is always there: a number is {@code double}, for which {@code int} is as good. */
    static String of(String at, Schema<?> schema, SpecDocument document, FacadeNames names) {
        Shape shape = Shape.of(schema, document);
        String named = schema.get$ref() == null ? at : SpecDocument.nameOf(schema.get$ref());
        if (!shape.values().isEmpty()) {
            return schema.get$ref() == null ? "an enum with a name of its own in the spec" : names.type(named);
        }
        return switch (shape.type()) {
            case "string" ->
                at.endsWith("_at") || "date-time".equals(shape.limits().get("format")) ? "Instant" : "String";
            case "number" -> "double";
            case "integer" -> "int";
            case "boolean" -> "boolean";
            case "array" -> {
                String element = of(at + "[]", shape.items(), document, names);
                yield "List<" + BOXES.getOrDefault(element, element) + ">";
            }
            case "object" -> shape.properties().isEmpty() ? "Map<String, Object>" : names.type(named);
            default -> shape.type();
        };
    }

    /** The type of a field that may be missing; lists and maps are empty then. */
    static String optional(String type) {
        return switch (type) {
            case "int" -> "OptionalInt";
            case "long" -> "OptionalLong";
            case "double" -> "OptionalDouble";
            default ->
                type.startsWith("List<") || type.startsWith("Map<")
                        ? type
                        : "Optional<" + BOXES.getOrDefault(type, type) + ">";
        };
    }

    static boolean isOptional(String type) {
        return type.startsWith("Optional");
    }

    /** Without its {@code Optional}. */
    static String plain(String type) {
        for (String candidate : List.of("int", "long", "double", "boolean")) {
            if (type.equals(optional(candidate))) {
                return candidate;
            }
        }
        return type.startsWith("Optional<") ? type.substring("Optional<".length(), type.length() - 1) : type;
    }

    /** Without packages. */
    static String shown(Type type) {
        return type.getTypeName().replaceAll("\\b([a-z][A-Za-z0-9]*\\.)+", "").replace('$', '.');
    }

    /** The public method with this name, or null. */
    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Method accessor(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isAccessor(method) && method.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static boolean isAccessor(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && method.getParameterCount() == 0
                && !NO_FIELDS.contains(method.getName());
    }

    static Set<String> parameterNames(Method method) {
        return Arrays.stream(method.getParameters()).map(Parameter::getName).collect(Collectors.toSet());
    }

    static Set<String> parameterTypes(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(JavaTypes::shown)
                .collect(Collectors.toSet());
    }
}
