package io.github.realtimekit.activesession.spec;

import io.github.realtimekit.activesession.ActiveSession;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the facade calls the things of the document. */
final class JavaNames {
    private JavaNames() {}

    static String camel(String wire) {
        return Pattern.compile("[_-](.)")
                .matcher(wire)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    static String constant(Object value) {
        return String.valueOf(value).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    }

    static String setter(String accessor) {
        return "with" + accessor.substring(0, 1).toUpperCase(Locale.ROOT) + accessor.substring(1);
    }

    /** {@return the class of a schema, {@code Poll.Option} for PollOption; null if there is none} */
    static Class<?> type(String schema) {
        for (String name : new String[] {schema, schema.replaceFirst("(?<=[a-z])(?=[A-Z])", "\\$")}) {
            try {
                return Class.forName(ActiveSession.class.getPackageName() + "." + name);
            } catch (ClassNotFoundException e) {
                // perhaps nested
            }
        }
        return null;
    }

    /** {@return a public method, with whatever parameters; null if there is none} */
    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** {@return the names of the accessors of fields} */
    static Stream<String> accessors(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.matches("response|toString|hashCode"));
    }

    /** {@return {@code Poll.Option} for the class of an option} */
    static String shown(Type type) {
        return type.getTypeName().replaceAll("\\b[a-z]\\w*\\.", "").replace('$', '.');
    }

    /** {@return what is returned for a value that may be missing} */
    static String optional(String type) {
        return switch (type) {
            case "int" -> "OptionalInt";
            case "double" -> "OptionalDouble";
            case "boolean" -> "Optional<Boolean>";
            default -> isContainer(type) ? type : "Optional<" + type + ">";
        };
    }

    static boolean isContainer(String type) {
        return type.matches("(List|Map)<.*");
    }
}
