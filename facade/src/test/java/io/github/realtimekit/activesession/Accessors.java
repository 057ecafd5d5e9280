package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls every accessor of a value and of all values in it. Each must return something, or throw an exception with the
 * path of its field. Nothing else may be thrown.
 */
final class Accessors {
    private static final Pattern WITH_PATH =
            Pattern.compile("[^:]+: the response cannot be read: (data(\\.[a-z_]+|\\[[0-9]+\\])*) (is|has) [^\\n]*");

    private final Map<String, String> says = new TreeMap<>();

    Accessors(Object value) {
        read("", value);
    }

    /** What was returned, by the path of the field; {@code !} and the path where an accessor threw; no absences. */
    Map<String, String> says() {
        return says;
    }

    private void read(String path, Object value) {
        if (value == null) {
            return; // only inside the free-form meta
        }
        if (value instanceof Collection<?> elements) {
            int i = 0;
            for (Object element : elements) {
                read(path + "[" + i++ + "]", element);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> read(path + "." + key, element));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(content -> read(path, content));
        } else if (value instanceof OptionalInt number) {
            number.ifPresent(content -> read(path, content));
        } else if (value instanceof Double number) {
            says.put(
                    path, new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
        } else if (value instanceof Enum) {
            says.put(path, value.toString());
        } else if (value.getClass().getPackage() == Accessors.class.getPackage()) {
            accessors(path.isEmpty() ? "" : path + ".", value);
        } else {
            assertThat(value)
                    .isInstanceOfAny(
                            String.class, Integer.class, Long.class, Boolean.class, BigDecimal.class, Instant.class);
            says.put(path, value.toString());
        }
    }

    private void accessors(String path, Object value) {
        assertThat(value.equals(value)).isTrue();
        assertThat(value.equals(new Object())).isFalse();
        assertThat(value.hashCode()).isEqualTo(value.hashCode());
        assertThat(value.toString().length()).isLessThan(value instanceof ApiError ? Integer.MAX_VALUE : 2_500);
        for (Method method : value.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !List.of("hashCode", "toString", "toJson", "response").contains(method.getName())) {
                accessor(path, value, method);
            }
        }
    }

    private void accessor(String path, Object value, Method method) {
        String name = method.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        String id = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        try {
            Object part = method.invoke(value);
            assertThat(part).as(id).isNotNull();
            read(path + name, part);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).as(id).isExactlyInstanceOf(UnreadableResponseException.class);
            says.put(path + name, "! " + path((UnreadableResponseException) e.getCause()));
        } catch (IllegalAccessException e) {
            throw new AssertionError(id, e);
        }
    }

    /** The JSON path in the message. */
    static String path(UnreadableResponseException e) {
        Matcher message = WITH_PATH.matcher(e.getMessage());
        assertThat(message.matches()).as(e.getMessage()).isTrue();
        assertThat(e.getMessage()).doesNotContain("Canary");
        return message.group(1);
    }
}
