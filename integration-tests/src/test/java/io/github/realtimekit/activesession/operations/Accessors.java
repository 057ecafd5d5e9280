package io.github.realtimekit.activesession.operations;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls every accessor of a value, whichever there are, and writes down what each says. */
public final class Accessors {
    private static final Set<String> NO_ACCESSORS = Set.of("response", "hashCode", "toString", "getClass", "notify");
    private static final Pattern JSON_PATH = Pattern.compile("data(\\.\\w+|\\[\\d+])*");

    private Accessors() {}

    /** The same for the value of a call, or the line {@code call ! path} if it cannot be read. */
    public static String describe(Call call, ActiveSessionClient client) {
        try {
            Object value = call.on(client);
            return describe(value instanceof Optional<?> found ? found.orElseThrow() : value);
        } catch (UnreadableResponseException e) {
            return "call ! " + where(e) + "\n";
        }
    }

    /**
     * One line for each accessor that returns something, nested values included: {@code breakoutRooms[0].id = 'c2b1'}.
     * An empty {@code Optional}, list or map has no line, so that a new field is in no file but those that have it.
     */
    public static String describe(Object value) {
        List<String> lines = new ArrayList<>();
        describe("", value, lines, new ArrayList<>());
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What its accessors throw, nested values included. */
    public static List<Throwable> failures(Object value) {
        List<Throwable> failures = new ArrayList<>();
        describe("", value instanceof Optional<?> found ? found.orElseThrow() : value, new ArrayList<>(), failures);
        return failures;
    }

    /** The JSON path that an exception names, or else where in the text it says that the JSON ends. */
    public static String where(UnreadableResponseException e) {
        Matcher path = JSON_PATH.matcher(e.getMessage());
        return path.find() ? path.group() : "no path";
    }

    private static void describe(String prefix, Object value, List<String> lines, List<Throwable> failures) {
        for (Method accessor : accessors(value.getClass())) {
            String name = prefix + accessor.getName();
            try {
                Object raw = accessor.invoke(value);
                String form = raw instanceof Optional || raw instanceof OptionalInt ? "optional " : "";
                Object content = content(raw);
                if (content instanceof List<?> list && !list.isEmpty() && isValue(list.get(0))) {
                    for (int i = 0; i < list.size(); i++) {
                        describe(name + "[" + i + "].", list.get(i), lines, failures);
                    }
                } else if (content != null && isValue(content)) {
                    describe(name + ".", content, lines, failures);
                } else if (!isEmpty(raw)) {
                    lines.add(name + " = " + form + shown(content));
                }
            } catch (InvocationTargetException e) {
                failures.add(e.getCause());
                lines.add(name + " ! "
                        + (e.getCause() instanceof UnreadableResponseException u ? where(u) : e.getCause()));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<Method> accessors(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() == type
                        && !NO_ACCESSORS.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static boolean isEmpty(Object raw) {
        return raw instanceof Optional<?> optional && optional.isEmpty()
                || raw instanceof OptionalInt number && number.isEmpty()
                || raw instanceof List<?> list && list.isEmpty()
                || raw instanceof Map<?, ?> map && map.isEmpty();
    }

    private static boolean isValue(Object object) {
        return object.getClass().getPackage() == ActiveSessionClient.class.getPackage() && !(object instanceof Enum);
    }

    private static Object content(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        return value;
    }

    private static String shown(Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Accessors::shown).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), shown(element)));
            return sorted.toString();
        }
        return value instanceof String text
                ? "'" + text + "'"
                : value.getClass().getSimpleName() + " " + value;
    }
}
