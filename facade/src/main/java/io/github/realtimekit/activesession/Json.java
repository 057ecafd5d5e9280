package io.github.realtimekit.activesession;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/** JSON in and out. Numbers keep their text: {@code 9007199254740993} stays what it is, {@code 1e999999999} costs nothing. */
final class Json extends Converter.Factory {
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .disableHtmlEscaping()
            .create();
    /** More than 16 MiB of sessions or participants have; as objects they take a hundred megabytes. */
    private static final int MOST_VALUES = 500_000;

    private static final GsonConverterFactory REQUESTS = GsonConverterFactory.create(GSON);

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
            Type type, Annotation[] annotations, Retrofit retrofit) {
        TypeAdapter<?> adapter = GSON.getAdapter(TypeToken.get(type));
        return new Converter<ResponseBody, Object>() {
            @Override
            public @Nullable Object convert(ResponseBody body) throws IOException {
                return decode(adapter, body.string());
            }
        };
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] annotations, Annotation[] methodAnnotations, Retrofit retrofit) {
        return REQUESTS.requestBodyConverter(type, annotations, methodAnnotations, retrofit);
    }

    static <T> TypeAdapter<T> adapter(Class<T> type) {
        return GSON.getAdapter(type);
    }

    /** Reads one document; an exception says where it stops being one, never what stands there. */
    static <T> @Nullable T decode(TypeAdapter<T> adapter, String text) throws NotReadable {
        if (text.length() > MOST_VALUES && hasTooManyValues(text)) {
            throw new NotReadable(null, "it has more than " + MOST_VALUES + " values");
        }
        JsonReader reader = GSON.newJsonReader(new StringReader(text));
        try {
            T value = adapter.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new NotReadable(null, "it goes on after the end of the JSON document");
            }
            return value;
        } catch (EOFException e) {
            throw new NotReadable(null, text.isBlank() ? "it is empty" : "the JSON ends too early, " + offset(reader));
        } catch (MalformedJsonException e) {
            throw new NotReadable(null, "it is not JSON, " + offset(reader));
        } catch (JsonParseException | IllegalStateException e) {
            // The path has only names of ours in it: a free-form object takes anything.
            throw new NotReadable(reader.getPath().replaceFirst("^\\$\\.?", ""), "is not what belongs there");
        } catch (NotReadable e) {
            throw e;
        } catch (IOException e) {
            throw new NotReadable(null, "it is not JSON, " + offset(reader));
        }
    }

    /** The document as maps, lists and scalars, or null when it is not JSON. */
    static @Nullable Object tree(String text) {
        try {
            return decode(adapter(Object.class), text);
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
        return commas >= MOST_VALUES;
    }

    private static String offset(JsonReader reader) {
        String position = reader.toString(); // JsonReader at line 1 column 12 path $.a
        int from = position.indexOf("line ");
        int to = position.indexOf(" path ");
        return from < 0 || to < from ? "somewhere" : position.substring(from, to);
    }

    /** An answer that is complete, and not what it should be. */
    static final class NotReadable extends IOException {
        private static final long serialVersionUID = 1;

        private final @Nullable String path;
        private final String problem;

        private NotReadable(@Nullable String path, String problem) {
            super(problem);
            this.path = path;
            this.problem = problem;
        }

        /** The problem with its JSON path, where the document itself stands at {@code root}. */
        String under(String root) {
            if (path == null) {
                return problem;
            }
            String whole = root.isEmpty() || path.isEmpty() ? root + path : root + "." + path;
            return (whole.isEmpty() ? "the document" : whole) + " " + problem;
        }
    }
}
