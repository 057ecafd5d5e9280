package io.github.realtimekit.activesession.operations;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Calls every accessor of a value and of the values in it. */
public final class Accessors {
    private Accessors() {}

    /** What they throw. */
    public static List<Throwable> failures(Object value) {
        List<Throwable> failures = new ArrayList<>();
        collect(value, failures);
        return failures;
    }

    private static void collect(Object value, List<Throwable> failures) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(content -> collect(content, failures));
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collect(element, failures));
        } else if (value.getClass().getPackage() == ActiveSessionClient.class.getPackage()
                && !(value instanceof Enum)) {
            for (Method method : value.getClass().getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 0) {
                    try {
                        collect(method.invoke(value), failures);
                    } catch (InvocationTargetException e) {
                        failures.add(e.getCause());
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
