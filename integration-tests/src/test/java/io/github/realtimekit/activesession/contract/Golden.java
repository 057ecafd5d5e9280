package io.github.realtimekit.activesession.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files. */
final class Golden {
    private static final Path ROOT = Path.of("src/test/resources/contract");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {}

    /** The text of a file, such as {@code answers/get-filled.json}. */
    static String text(String file) {
        return read(ROOT.resolve(file));
    }

    static JsonNode json(String file) {
        return parse(text(file));
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder with this ending, as {@code folder/file}, in alphabetical order. */
    static List<String> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
