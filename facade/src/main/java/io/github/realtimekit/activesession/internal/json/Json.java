package io.github.realtimekit.activesession.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.converter.gson.GsonConverterFactory;

/** Reads and writes JSON. Numbers keep their original text, so {@code 9007199254740993} stays exact. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .registerTypeAdapterFactory(new NullsInMaps())
            .disableHtmlEscaping()
            .create();

    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** Retrofit uses these to write request bodies. */
    public static Converter.Factory converters() {
        return GsonConverterFactory.create(GSON);
    }

    /** Writes a model so that {@link #decode} reads it back as an equal one. Null fields are left out. */
    public static String write(Object model) {
        String json = GSON.toJson(model);
        // UTF-8 encoders replace half a surrogate pair with a question mark, so it is escaped.
        return HALF_A_PAIR
                .matcher(json)
                .replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
    }

    /**
     * Reads one document whose JSON path is {@code root}. {@link NotReadable} says where the problem is, without
     * quoting the text.
     */
    public static <T> @Nullable T decode(Class<T> type, String text, String root) {
        if (text.isEmpty()) {
            throw new NotReadable("it is empty");
        }
        JsonReader reader = new ShallowReader(new StringReader(text));
        try {
            T value = GSON.getAdapter(type).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new NotReadable("it is not JSON, " + place(reader));
            }
            return value;
        } catch (EOFException e) {
            throw new NotReadable("the JSON ends too early, " + place(reader));
        } catch (IOException | NumberFormatException e) { // Gson before 2.11 throws the latter for a bad escape
            throw new NotReadable("it is not JSON, " + place(reader));
        } catch (JsonParseException | IllegalStateException e) {
            throw new NotReadable(path(reader, root) + " has the wrong JSON type");
        }
    }

    /** The document as maps, lists and scalars, or null if it is not JSON. */
    public static @Nullable Object tree(String text) {
        try {
            return decode(Object.class, text, "");
        } catch (NotReadable e) {
            return null;
        }
    }

    private static String place(JsonReader reader) {
        Matcher place = PLACE.matcher(reader.toString());
        return place.find() ? place.group() : "at an unknown place";
    }

    /**
     * The path cannot leak the service's data: Gson reads free-form objects without failing inside them, so every name
     * in it is from a model.
     */
    private static String path(JsonReader reader, String root) {
        String inside = reader.getPath().substring("$".length());
        String path = root.isEmpty() && inside.startsWith(".") ? inside.substring(1) : root + inside;
        return path.isEmpty() ? "the document" : path;
    }

    /**
     * Limits nesting, so that no code that walks a document overflows the stack. Gson has no such limit before 2.12.
     */
    private static final class ShallowReader extends JsonReader {
        private static final int DEEPEST = 250;

        private int depth;

        ShallowReader(Reader in) {
            super(in);
        }

        @Override
        public void beginObject() throws IOException {
            super.beginObject();
            deeper();
        }

        @Override
        public void beginArray() throws IOException {
            super.beginArray();
            deeper();
        }

        @Override
        public void endObject() throws IOException {
            super.endObject();
            depth--;
        }

        @Override
        public void endArray() throws IOException {
            super.endArray();
            depth--;
        }

        private void deeper() {
            depth++;
            if (depth > DEEPEST) {
                throw new NotReadable("it is nested too deeply");
            }
        }
    }

    /** A complete text is not the expected JSON; the message says why. */
    public static final class NotReadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotReadable(String problem) {
            super(problem);
        }
    }
}
