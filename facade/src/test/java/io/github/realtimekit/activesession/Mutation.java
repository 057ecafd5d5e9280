package io.github.realtimekit.activesession;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Breaks an answer at random. */
final class Mutation {
    private static final String[] JUNK = {
        "null", "{}", "[]", "\"\"", "\" \"",
        "\"null\"", "true", "false", "0", "-1",
        "2.0", "2.5", "1e3", "1e400", "1e-400",
        "1e999999999", "1e99999999999", "-0", "99999999999999999999", "9007199254740993",
        "\"abc\"", "\"2022-01-12T14:21:34Z\"", "\"2022-13-45T99:99:99Z\"", "\"+999999999-12-31T23:59:59Z\"", "\"NaN\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "[[]]", "[null]",
        "[1,\"a\",{},[]]", "{\"id\":{}}", "[{\"a\":[{\"b\":1}]}]"
    };
    private static final List<String> LARGE_JUNK = List.of(
            "9".repeat(2_000),
            "\"" + "x".repeat(5_000) + "\"",
            "[".repeat(200) + "]".repeat(200),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200));
    private static final String[] FRAGMENTS = {
        "{", "}", "[", "]", "\"", ":", ",", "\\",
        "null", "true", "NaN", "Infinity", "//", "/*", "#", ")]}'\n",
        "'", ";", "=", "\u0000", "\ufeff", "\r\n", "1e", "-",
        ".", "e9999999999", "\\u12", "<html>", "{\"success\":false}", "[".repeat(300), "{\"a\":".repeat(300)
    };

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    byte[] of(String golden) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return golden.getBytes(StandardCharsets.UTF_8);
        }
        String text = kind < 14 ? restructured(golden) : golden;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return kind > 10 ? broken(bytes) : bytes;
    }

    /** Other types, missing fields, unknown ones, and parts that stand where they do not belong. */
    private String restructured(String golden) {
        JsonElement root;
        try {
            root = JsonParser.parseString(golden);
        } catch (JsonParseException e) {
            return golden; // a page
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<JsonElement> containers = new ArrayList<>();
            collect(root, containers);
            if (containers.isEmpty()) {
                break;
            }
            JsonElement other = random.nextInt(4) == 0 ? any(containers).deepCopy() : junk();
            JsonElement container = any(containers);
            if (container instanceof JsonObject object) {
                change(object, other);
            } else {
                change(container.getAsJsonArray(), other);
            }
        }
        return root.toString();
    }

    private void change(JsonObject object, JsonElement other) {
        List<String> names = new ArrayList<>(object.keySet());
        String name = names.isEmpty() || random.nextInt(10) == 0 ? "n" + random.nextInt(5) : any(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.add(name.toUpperCase(Locale.ROOT), object.remove(name));
            default -> object.add(name, other);
        }
    }

    private void change(JsonArray array, JsonElement other) {
        if (!array.isEmpty() && random.nextBoolean()) {
            array.set(random.nextInt(array.size()), other);
        } else {
            for (int i = random.nextInt(4) == 0 ? 10 : 1; i > 0; i--) {
                array.add(other);
            }
        }
    }

    private JsonElement junk() {
        return JsonParser.parseString(any(random.nextInt(8) == 0 ? LARGE_JUNK : List.of(JUNK)));
    }

    private static void collect(JsonElement element, List<JsonElement> containers) {
        if (element instanceof JsonObject object) {
            containers.add(object);
            object.asMap().values().forEach(child -> collect(child, containers));
        } else if (element instanceof JsonArray array) {
            containers.add(array);
            array.forEach(child -> collect(child, containers));
        }
    }

    /** Bytes that are changed, missing, doubled, put in, or not there from some point on. */
    private byte[] broken(byte[] bytes) {
        byte[] result = bytes;
        for (int i = random.nextInt(3); i >= 0 && result.length > 0; i--) {
            int at = random.nextInt(result.length);
            int end = Math.min(result.length, at + 1 + random.nextInt(20));
            byte[] fragment = any(List.of(FRAGMENTS)).getBytes(StandardCharsets.UTF_8);
            result = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(result, at);
                case 1 -> spliced(result, at, end, new byte[0]);
                case 2 -> spliced(result, at, at, Arrays.copyOfRange(result, at, end));
                case 3 -> spliced(result, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 4 -> spliced(result, at, at + 1, new byte[] {(byte) (result[at] ^ (1 << random.nextInt(8)))});
                default -> spliced(result, at, random.nextBoolean() ? at : end, fragment);
            };
        }
        return result;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
