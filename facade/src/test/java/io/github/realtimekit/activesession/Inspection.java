package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Calls every accessor of a value and of all values in it, by reflection. */
final class Inspection {
    private Inspection() {}

    private static final Pattern WITH_PATH =
            Pattern.compile("[^:]+: the response cannot be read, data(\\.[a-z_]+|\\[[0-9]+\\])* (is|has) [^\\n]*");

    private static final Class<?>[] SCALARS = {
        String.class, Integer.class, Long.class, Double.class, Boolean.class,
        BigDecimal.class, Instant.class, OptionalInt.class, OptionalDouble.class, Enum.class
    };

    /** Every accessor returns, is empty, or throws with the path; nothing else ever throws. */
    static void of(Object value) throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional) {
            of(optional.stream().toList());
        } else if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                if (element != null) {
                    of(element);
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                assertThat(entry.getKey()).isInstanceOf(String.class);
                if (entry.getValue() != null) {
                    of(entry.getValue());
                }
            }
        } else if (value.getClass().getPackage() == Inspection.class.getPackage() && !(value instanceof Enum)) {
            accessorsOf(value);
        } else {
            assertThat(value).isInstanceOfAny(SCALARS);
        }
    }

    private static void accessorsOf(Object value) throws ReflectiveOperationException {
        assertThat(value.equals(value)).isTrue();
        assertThat(value.equals(new Object())).isFalse();
        assertThat(value.hashCode()).isEqualTo(value.hashCode());
        assertThat(value.toString()).isNotNull();
        if (!(value instanceof ApiError)) { // which shows the whole message
            assertThat(value.toString()).hasSizeLessThan(2_500);
        }
        for (Method accessor : value.getClass().getMethods()) {
            if (accessor.getParameterCount() > 0
                    || Modifier.isStatic(accessor.getModifiers())
                    || accessor.getDeclaringClass() == Object.class) {
                continue;
            }
            try {
                Object part = accessor.invoke(value);
                assertThat(part).as("%s", accessor).isNotNull();
                of(part);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause()).as("%s", accessor).isExactlyInstanceOf(UnreadableResponseException.class);
                assertThat(e.getCause().getMessage()).matches(WITH_PATH).doesNotContain("Canary");
            }
        }
    }
}
