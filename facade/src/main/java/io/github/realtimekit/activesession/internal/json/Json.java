package io.github.realtimekit.activesession.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.converter.gson.GsonConverterFactory;

/** Reads and writes JSON. Numbers keep their text, so that {@code 9007199254740993} stays exact. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .disableHtmlEscaping()
            .create();

    private Json() {}

    /** For Retrofit, which makes no request without; {@link #encode} writes the bodies that are sent. */
    public static Converter.Factory converters() {
        return GsonConverterFactory.create(GSON);
    }

    /** The body of a request. */
    public static ByteString encode(Object value) {
        return ByteString.encodeUtf8(GSON.toJson(value));
    }

    /** Reads one document at the JSON path {@code root}. {@link NotReadable} says where it fails, and never quotes. */
    public static <T> @Nullable T decode(Class<T> type, String text, String root) {
        JsonReader reader = GSON.newJsonReader(new StringReader(text));
        try {
            T value = GSON.getAdapter(type).read(reader);
            var unused = reader.peek(); // fails if the text goes on
            return value;
        } catch (EOFException e) {
            throw new NotReadable(text.isEmpty() ? "it is empty" : "the JSON ends too early, " + offset(reader));
        } catch (JsonParseException | IllegalStateException e) {
            // The path has only names of ours in it: a free-form object takes anything.
            String path = reader.getPath().replaceFirst("^\\$", root).replaceFirst("^\\.", "");
            throw new NotReadable((path.isEmpty() ? "the document" : path) + " has the wrong JSON type");
        } catch (IOException e) {
            throw new NotReadable("it is not JSON, " + offset(reader));
        } catch (StackOverflowError e) { // Gson before 2.12 has no limit
            throw new NotReadable("it is nested too deeply");
        }
    }

    /** The document as maps, lists and scalars, or null when it is not JSON. */
    public static @Nullable Object tree(String text) {
        try {
            return decode(Object.class, text, "");
        } catch (NotReadable e) {
            return null;
        }
    }

    private static String offset(JsonReader reader) {
        return reader.toString().replaceFirst("(?s).*?(line \\d+ column \\d+).*", "$1");
    }

    /** A complete text that is not the JSON that it should be; the message says why. */
    public static final class NotReadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotReadable(String problem) {
            super(problem);
        }
    }
}
