package io.github.realtimekit.activesession;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where an object of an answer stands: the answer, and the JSON path from its top. Reads the object's fields when they
 * are asked for, and names the path of one that cannot be read.
 */
final class Source {
    private final Answer answer;
    private final @Nullable Source parent;
    private final String name;
    private final int index;

    private Source(Answer answer, @Nullable Source parent, String name, int index) {
        this.answer = answer;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** The {@code data} of an answer. */
    static Source data(Answer answer) {
        return new Source(answer, null, "data", -1);
    }

    Source field(String field) {
        return new Source(answer, this, field, -1);
    }

    ApiResponse response() {
        return answer.response();
    }

    String text(String field, @Nullable Object raw) {
        return required(field, raw, Scalar.text(raw), "text");
    }

    int count(String field, @Nullable Object raw) {
        return required(field, raw, Scalar.count(raw), "a whole number");
    }

    double decimal(String field, @Nullable Object raw) {
        return required(field, raw, Scalar.decimal(raw), "a number");
    }

    Instant instant(String field, @Nullable Object raw) {
        return required(field, raw, Scalar.instant(raw), "a timestamp");
    }

    Optional<String> optionalText(String field, @Nullable Object raw) {
        return Scalar.absent(raw) ? Optional.empty() : Optional.of(text(field, raw));
    }

    OptionalInt optionalCount(String field, @Nullable Object raw) {
        return Scalar.absent(raw) ? OptionalInt.empty() : OptionalInt.of(count(field, raw));
    }

    Optional<Instant> optionalInstant(String field, @Nullable Object raw) {
        return Scalar.absent(raw) ? Optional.empty() : Optional.of(instant(field, raw));
    }

    Optional<Boolean> optionalFlag(String field, @Nullable Object raw) {
        return Scalar.absent(raw)
                ? Optional.empty()
                : Optional.of(required(field, raw, Scalar.flag(raw), "true or false"));
    }

    Map<String, @Nullable Object> optionalObject(String field, @Nullable Object raw) {
        return Scalar.absent(raw)
                ? Map.of()
                : required(field, raw, Scalar.object(raw), "an object, or has a number beyond measure");
    }

    /** The texts of a list; empty when it is missing. */
    List<String> texts(String field, @Nullable List<? extends @Nullable Object> list) {
        return list(field, list, (raw, element) -> element.itself(raw));
    }

    /** The elements of a list; empty when it is missing, and without its nulls. */
    <J, T> List<T> list(String field, @Nullable List<? extends @Nullable J> list, BiFunction<J, Source, T> value) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        List<T> values = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            J json = list.get(i);
            if (json != null) {
                values.add(value.apply(json, new Source(answer, this, field, i)));
            }
        }
        return List.copyOf(values);
    }

    /** What was asked for and is missing. */
    UnreadableResponseException missing(String field) {
        return answer.unreadable(field(field) + " is missing");
    }

    private String itself(Object raw) {
        String text = Scalar.text(raw);
        if (text == null) {
            throw answer.unreadable(this + " is not text");
        }
        return text;
    }

    private <T> T required(String field, @Nullable Object raw, @Nullable T value, String type) {
        if (raw == null) {
            throw missing(field);
        }
        if (value == null) {
            throw answer.unreadable(field(field) + " is not " + type);
        }
        return value;
    }

    /** The JSON path. */
    @Override
    public String toString() {
        String path = parent == null ? name : parent + "." + name;
        return index < 0 ? path : path + "[" + index + "]";
    }
}
