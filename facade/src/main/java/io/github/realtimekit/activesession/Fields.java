package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.http.HttpResponse;
import io.github.realtimekit.activesession.internal.json.Json;
import io.github.realtimekit.activesession.internal.json.Scalar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object in a response, each when it is asked for. Errors name the JSON path of the
 * unreadable field.
 */
final class Fields {
    final Origin origin;
    private final @Nullable Fields parent;
    private final String name;
    private final int index;

    /** The object at a field of the parent, or the list element there if the index is not negative. */
    private Fields(Origin origin, @Nullable Fields parent, String name, int index) {
        this.origin = origin;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Where the JSON comes from: the response to an operation, or a text passed to {@code fromJson}. */
    record Origin(Supplier<String> subject, String warning, ApiResponse response) {
        UnreadableResponseException unreadable(String problem) {
            return unreadable(problem, "", "");
        }

        UnreadableResponseException unreadable(String problem, String contentType, String advice) {
            String what = subject.get() + ": the response cannot be read: " + problem;
            return new UnreadableResponseException(response.describe(what, contentType) + advice + warning, response);
        }
    }

    /** The {@code data} object of a response. */
    static Fields data(Origin origin) {
        return new Fields(origin, null, "data", -1);
    }

    /** Reads a value from a text that was never sent, by the rules for a response; {@code root} is its JSON path. */
    static <J, T> T fromJson(String root, String json, Class<J> type, BiFunction<J, Fields, T> value) {
        ApiResponse response = new ApiResponse(HttpResponse.of(200, Headers.of(), json, Instant.now()), 0);
        Origin origin = new Origin(() -> "fromJson", "", response);
        try {
            J data = Json.decode(type, json, root);
            if (data == null) {
                throw origin.unreadable(root + " is missing");
            }
            return value.apply(data, new Fields(origin, null, root, -1));
        } catch (Json.NotReadable e) {
            throw origin.unreadable(String.valueOf(e.getMessage()));
        }
    }

    Fields field(String field) {
        return new Fields(origin, this, field, -1);
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
        if (Scalar.absent(raw)) {
            return Optional.empty();
        }
        return Optional.of(text(field, raw));
    }

    OptionalInt optionalCount(String field, @Nullable Object raw) {
        if (Scalar.absent(raw)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(count(field, raw));
    }

    Optional<Instant> optionalInstant(String field, @Nullable Object raw) {
        if (Scalar.absent(raw)) {
            return Optional.empty();
        }
        return Optional.of(instant(field, raw));
    }

    Optional<Boolean> optionalFlag(String field, @Nullable Object raw) {
        if (Scalar.absent(raw)) {
            return Optional.empty();
        }
        return Optional.of(required(field, raw, Scalar.flag(raw), "true or false"));
    }

    Map<String, @Nullable Object> optionalObject(String field, @Nullable Object raw) {
        if (Scalar.absent(raw)) {
            return Map.of();
        }
        return required(field, raw, Scalar.object(raw), "an object, or has a number that is out of range");
    }

    /** The texts in a list; empty if the list is missing. */
    List<String> texts(String field, @Nullable List<? extends @Nullable Object> list) {
        return list(field, list, (raw, at) -> {
            String element = field + "[" + at.index + "]";
            return required(element, raw, Scalar.text(raw), "text");
        });
    }

    /** The elements of a list, without nulls; empty if the list is missing. */
    <J, T> List<T> list(String field, @Nullable List<? extends @Nullable J> list, BiFunction<J, Fields, T> value) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        List<T> values = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            J json = list.get(i);
            if (json != null) {
                values.add(value.apply(json, new Fields(origin, this, field, i)));
            }
        }
        return List.copyOf(values);
    }

    /**
     * The value of a field, which must be readable: {@code raw} is what was sent, and {@code value} is null if it has
     * the wrong type.
     */
    <T> T required(String field, @Nullable Object raw, @Nullable T value, String type) {
        if (raw == null) {
            throw origin.unreadable(field(field) + " is missing");
        }
        if (value == null) {
            throw origin.unreadable(field(field) + " is not " + type);
        }
        return value;
    }

    /** The scalar as sent, for {@code toString}: on one line, and truncated. */
    static String shown(@Nullable Object raw) {
        String text = Scalar.text(raw);
        return text == null ? "?" : Text.excerpt(text);
    }

    /** The JSON path of this object. */
    @Override
    public String toString() {
        String path = parent == null ? name : parent + "." + name;
        return index < 0 ? path : path + "[" + index + "]";
    }
}
