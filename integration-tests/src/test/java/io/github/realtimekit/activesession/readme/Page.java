package io.github.realtimekit.activesession.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of the repository: a page, or a source file that a page shows. */
record Page(Path path, String text) {
    private static final Path ROOT = Path.of("..");

    /** All pages of the repository. */
    static List<Page> all() {
        return files(".*\\.md");
    }

    /** The files whose path in the repository matches, except what a build leaves. */
    static List<Page> files(String pattern) {
        try (Stream<Path> files = Files.find(ROOT, 20, (file, a) -> a.isRegularFile())) {
            return files.map(ROOT::relativize)
                    .filter(file -> file.toString().replace('\\', '/').matches(pattern))
                    .filter(file -> !file.toString().matches("(.*[/\\\\])?(target|\\.[a-z]+)[/\\\\].*"))
                    .sorted()
                    .map(file -> new Page(file, read(ROOT.resolve(file))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    boolean hasNeighbour(String link) {
        return Files.exists(ROOT.resolve(path).resolveSibling(link));
    }

    /** The page that a link on this one leads to. */
    Page neighbour(String link) {
        Path target = path.resolveSibling(link).normalize();
        return new Page(target, read(ROOT.resolve(target)));
    }

    Matcher find(String pattern) {
        return Pattern.compile(pattern).matcher(text);
    }

    /** The file, and the line of this position in its text. */
    String place(int offset) {
        return at(text.substring(0, offset).split("\n", -1).length);
    }

    String at(int line) {
        return path + ":" + line;
    }

    /** Fails if there are faults. Says only what was promised, where it is not so, and what to do. */
    static void holds(String promise, List<String> faults, String remedy) {
        if (!faults.isEmpty()) {
            throw new AssertionError(promise + "\n" + String.join("\n", faults) + "\n" + remedy);
        }
    }
}
