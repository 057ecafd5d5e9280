package io.github.realtimekit.activesession.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files. */
public final class Golden {
    private static final Path ROOT = Path.of("src/test/resources/contract");

    private Golden() {}

    /** The text of a file, such as {@code answers/get-filled.json}. */
    public static String text(String file) {
        return read(ROOT.resolve(file));
    }

    /** What the accessors return for the answer in this file, but for those that return nothing. */
    public static String expected(String file) {
        Path text = ROOT.resolve(file.replace(".json", ".txt"));
        return Files.exists(text) ? read(text) : "";
    }

    public static JsonNode json(String file) {
        return parse(text(file));
    }

    public static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder with this ending, as {@code folder/file}, in alphabetical order. */
    public static List<String> files(String folder, String ending) {
        return names(ROOT.resolve(folder))
                .filter(file -> file.endsWith(ending))
                .map(file -> folder + "/" + file)
                .toList();
    }

    /** The names of the files in a folder, in alphabetical order. */
    public static Stream<String> names(Path folder) {
        return Stream.of(folder.toFile().list()).sorted();
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
