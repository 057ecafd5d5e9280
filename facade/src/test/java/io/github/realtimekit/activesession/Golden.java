package io.github.realtimekit.activesession;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The responses in the golden files. */
final class Golden {
    private Golden() {}

    static String text(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    /** A fresh copy of the {@code data} of a response. */
    static JsonObject data(String file) {
        return JsonParser.parseString(text(file)).getAsJsonObject().getAsJsonObject("data");
    }

    /** The value that is read if one field of the {@code data}, at any depth, is set to something else. */
    static <T> T with(Function<String, T> fromJson, String file, String path, String json) {
        JsonObject data = data(file);
        JsonElement parent = data;
        String[] names = path.split("[.\\[\\]]+");
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.isJsonArray()
                    ? parent.getAsJsonArray().get(Integer.parseInt(names[i]))
                    : parent.getAsJsonObject().get(names[i]);
        }
        String last = names[names.length - 1];
        if (json == null) {
            parent.getAsJsonObject().remove(last);
        } else {
            parent.getAsJsonObject().add(last, JsonParser.parseString(json));
        }
        return fromJson.apply(data.toString());
    }
}
