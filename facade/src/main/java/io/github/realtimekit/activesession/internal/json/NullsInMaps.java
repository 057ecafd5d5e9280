package io.github.realtimekit.activesession.internal.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the nulls in maps, which hold free-form objects. In a model, null means that the field was not sent, and Gson
 * leaves it out.
 */
final class NullsInMaps implements TypeAdapterFactory {
    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (!Map.class.isAssignableFrom(type.getRawType())) {
            return null;
        }
        TypeAdapter<T> usual = gson.getDelegateAdapter(this, type);
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T map) throws IOException {
                boolean before = out.getSerializeNulls();
                out.setSerializeNulls(map != null);
                usual.write(out, map);
                out.setSerializeNulls(before);
            }

            @Override
            public T read(JsonReader in) throws IOException {
                return usual.read(in);
            }
        };
    }
}
