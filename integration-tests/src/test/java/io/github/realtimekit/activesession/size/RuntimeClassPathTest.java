package io.github.realtimekit.activesession.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes with the library, according to the build of the facade. */
class RuntimeClassPathTest {
    private static final Path REASONS = Path.of("src/test/resources/size/runtime-class-path.txt");
    private static final long MOST_BYTES = 4_000_000;

    @Test
    void holdsTheListedJarsAndNoOther() throws IOException {
        assertThat(classPath().stream().map(RuntimeClassPathTest::artifact))
                .as(
                        "Each jar that comes with the library has its reason in\nintegration-tests/%s.\n"
                                + "Write a line for a new one there, and remove that of one that is gone.",
                        REASONS)
                .containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void isSmall() throws IOException {
        long bytes = 0;
        for (Path entry : classPath()) {
            bytes += size(entry);
        }
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    private static List<String> listed() throws IOException {
        List<String> lines = Files.readAllLines(REASONS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines)
                .as("Each line of\nintegration-tests/%s\nhas an artifact and its reason.", REASONS)
                .allMatch(line -> line.matches("\\S+ +\\S.*"));
        return lines.stream().map(line -> line.replaceFirst(" .*", "")).toList();
    }

    private static List<Path> classPath() throws IOException {
        List<Path> entries = new ArrayList<>();
        entries.add(Path.of(URI.create(ActiveSessionClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString())));
        String dependencies =
                Files.readString(Path.of("../facade/target/runtime-class-path.txt"), StandardCharsets.UTF_8);
        for (String entry : dependencies.strip().split(File.pathSeparator)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }

    /** The artifact id. Until our modules are packaged, they are folders of classes. */
    private static String artifact(Path entry) {
        if (Files.isDirectory(entry)) {
            String module = entry.getParent().getParent().getFileName().toString();
            return "realtimekit-active-session" + (module.equals("facade") ? "" : "-" + module);
        }
        return entry.getFileName().toString().replaceFirst("-[0-9].*[.]jar$", "");
    }

    private static long size(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
