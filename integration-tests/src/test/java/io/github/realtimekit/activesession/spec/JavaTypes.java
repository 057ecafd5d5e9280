package io.github.realtimekit.activesession.spec;

import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which Java type a schema has in the facade, written as a program writes it. */
final class JavaTypes {
    private static final Map<String, String> BOXES = Map.of("int", "Integer", "double", "Double", "boolean", "Boolean");
    private static final Set<String> NO_FIELDS = Set.of("response", "toString", "hashCode");

    private JavaTypes() {}

    /** The type of a field that is always there: a number is {@code double}, for which {@code int} is as good. */
    static String of(String at, Schema<?> schema, SpecDocument document, FacadeNames names) {
        Shape shape = Shape.of(schema, document);
        String named = schema.get$ref() == null ? at : SpecDocument.nameOf(schema.get$ref());
        if (!shape.values.isEmpty() && schema.get$ref() != null) {
            return names.type(named);
        }
        return switch (shape.type()) {
            case "string" ->
                at.endsWith("_at") || "date-time".equals(shape.limits.get("format")) ? "Instant" : "String";
            case "number" -> "double";
            case "integer" -> "int";
            case "boolean" -> "boolean";
            case "array" -> {
                String element = of(at + "[]", shape.items, document, names);
                yield "List<" + BOXES.getOrDefault(element, element) + ">";
            }
            case "object" -> shape.properties.isEmpty() ? "Map<String, Object>" : names.type(named);
            default -> shape.type();
        };
    }

    /** The type of a field that may be missing; lists and maps are empty then. */
    static String optional(String type) {
        if (type.startsWith("List<") || type.startsWith("Map<")) {
            return type;
        }
        return switch (type) {
            case "int" -> "OptionalInt";
            case "double" -> "OptionalDouble";
            default -> "Optional<" + BOXES.getOrDefault(type, type) + ">";
        };
    }

    /** Without its {@code Optional}. */
    static String plain(String type) {
        return BOXES.keySet().stream()
                .filter(candidate -> type.equals(optional(candidate)))
                .findFirst()
                .orElse(type.replaceFirst("^Optional<(.*)>$", "$1"));
    }

    /** Without packages. */
    static String shown(Type type) {
        return type.getTypeName().replaceAll("\\b([a-z][A-Za-z0-9]*\\.)+", "").replace('$', '.');
    }

    private static Stream<Method> methods(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getName().equals(name));
    }

    /** The public method with this name, or null. */
    static Method method(Class<?> type, String name) {
        return methods(type, name).findFirst().orElse(null);
    }

    static Method accessor(Class<?> type, String name) {
        return methods(type, name).filter(JavaTypes::isAccessor).findFirst().orElse(null);
    }

    static boolean isAccessor(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && method.getParameterCount() == 0
                && !NO_FIELDS.contains(method.getName());
    }

    /** The parameters of all public methods with this name. */
    static Stream<Parameter> parametersOf(Class<?> type, String method) {
        return methods(type, method).flatMap(candidate -> Arrays.stream(candidate.getParameters()));
    }

    /** Whether a parameter takes a value of the type. */
    static boolean fits(Parameter parameter, String type) {
        String actual = shown(parameter.getParameterizedType());
        return actual.equals(type)
                || actual.equals(BOXES.get(type))
                || actual.equals(type.replace("List<", "Collection<"))
                || type.equals("double") && actual.equals("int");
    }

    /** What the method gives when there is something, or null if there is no such method. */
    static String result(Class<?> type, String name) {
        Method method = method(type, name);
        return method == null ? null : plain(shown(method.getGenericReturnType()));
    }
}
