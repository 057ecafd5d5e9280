package io.github.realtimekit.activesession;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object of a response when they are asked for, and names the JSON path of a field that
 * cannot be read.
 */
final class FieldReader {
    final Origin origin;
    private final @Nullable FieldReader parent;
    private final String name;

    private FieldReader(Origin origin, @Nullable FieldReader parent, String name) {
        this.origin = origin;
        this.parent = parent;
        this.name = name;
    }

    /** The response that is read; without an operation for one that was never sent. */
    record Origin(Optional<Operation> operation, String meetingId, ApiResponse response) {
        UnreadableResponseException unreadable(String problem, @Nullable Throwable cause) {
            String subject = operation.map(it -> it.subject(meetingId)).orElse("fromJson");
            String effect = operation.map(Operation::effect).orElse("");
            String message = response.describe(subject + ": the response cannot be read, " + problem) + effect;
            return new UnreadableResponseException(message, cause, response);
        }
    }

    /** For the {@code data} object of a response. */
    static FieldReader data(Origin origin) {
        return new FieldReader(origin, null, "data");
    }

    /** A value from the {@code data} object of a response that was never sent, read by the rules for a real one. */
    static <J, T> T fromJson(String json, Class<J> type, BiFunction<J, FieldReader, T> value) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        FieldReader reader =
                data(new Origin(Optional.empty(), "", new ApiResponse(200, Headers.of(), body, 0, Tokens.NONE)));
        try {
            J data = Json.decode(type, json, "data");
            if (data == null) {
                throw reader.origin.unreadable("data is missing", null);
            }
            return value.apply(data, reader);
        } catch (Json.NotReadable e) {
            throw reader.origin.unreadable(e.problem(), null);
        }
    }

    FieldReader field(String field) {
        return new FieldReader(origin, this, field);
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
        return list(field, list, (raw, at) -> required(at.name, raw, Scalar.text(raw), "text"));
    }

    /** The elements of a list; empty when it is missing, and without its nulls. */
    <J, T> List<T> list(String field, @Nullable List<? extends @Nullable J> list, BiFunction<J, FieldReader, T> value) {
        if (list == null || list.isEmpty()) {
            return List.of();
        }
        List<T> values = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            J json = list.get(i);
            if (json != null) {
                values.add(value.apply(json, new FieldReader(origin, this, field + "[" + i + "]")));
            }
        }
        return List.copyOf(values);
    }

    /** The value of a field that was asked for. */
    <T> T required(String field, @Nullable Object raw, @Nullable T value, String type) {
        if (raw == null || value == null) {
            throw origin.unreadable(field(field) + (raw == null ? " is missing" : " is not " + type), null);
        }
        return value;
    }

    /** The JSON path of the object. */
    @Override
    public String toString() {
        return parent == null ? name : parent + "." + name;
    }
}
