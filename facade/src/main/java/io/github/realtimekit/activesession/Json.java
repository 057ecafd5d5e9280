package io.github.realtimekit.activesession;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.converter.gson.GsonConverterFactory;

/**
 * Reads and writes JSON. Numbers keep their text: {@code 9007199254740993} stays exact, {@code 1e999999999} takes no
 * time.
 */
final class Json {
    /** More than 16 MiB of sessions or participants have. A value takes up to two hundred bytes as an object. */
    private static final int MAX_VALUES = 500_000;

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .disableHtmlEscaping()
            .create();

    private Json() {}

    /** For Retrofit, which writes the bodies of requests with it; responses are decoded here. */
    static Converter.Factory converters() {
        return GsonConverterFactory.create(GSON);
    }

    /**
     * Reads one document at the JSON path {@code root}; an exception says where it is wrong, never what stands there.
     */
    static <T> @Nullable T decode(Class<T> type, String text, String root) throws NotReadable {
        if (text.length() > MAX_VALUES && hasTooManyValues(text)) {
            throw new NotReadable("it has more than " + MAX_VALUES + " values");
        }
        JsonReader reader = GSON.newJsonReader(new StringReader(text));
        try {
            T value = GSON.getAdapter(type).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new NotReadable("it goes on after the end of the JSON document");
            }
            return value;
        } catch (EOFException e) {
            throw new NotReadable(text.isEmpty() ? "it is empty" : "the JSON ends too early, " + offset(reader));
        } catch (JsonParseException | IllegalStateException e) {
            // The path has only names of ours in it: a free-form object takes anything.
            String path = reader.getPath().replaceFirst("^\\$", root).replaceFirst("^\\.", "");
            throw new NotReadable((path.isEmpty() ? "the document" : path) + " has the wrong JSON type");
        } catch (IOException e) {
            throw new NotReadable("it is not JSON, " + offset(reader));
        }
    }

    /** The document as maps, lists and scalars, or null when it is not JSON. */
    static @Nullable Object tree(String text) {
        try {
            return decode(Object.class, text, "");
        } catch (NotReadable e) {
            return null;
        }
    }

    /** By the commas that stand in no string. */
    private static boolean hasTooManyValues(String text) {
        int commas = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\' && inString) {
                i++;
            } else if (c == ',' && !inString) {
                commas++;
            }
        }
        return commas >= MAX_VALUES;
    }

    private static String offset(JsonReader reader) {
        return reader.toString().replaceFirst("(?s).*?(line \\d+ column \\d+).*", "$1");
    }

    /** A complete text that is not the JSON that it should be. */
    static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1;

        private NotReadable(String problem) {
            super(problem);
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }
}
