package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and the other pages show is what the build compiles and runs. */
class ReadmeTest {
    @Test
    void everyJavaSnippetIsInACompiledSourceFile() throws IOException {
        String sources = sources();
        List<String> snippets = all("(?s)```java\n(.*?)```", pages());

        assertThat(snippets).isNotEmpty();
        assertThat(snippets)
                .filteredOn(snippet -> !sources.contains(withoutLayout(snippet)))
                .as("snippets of pages that no source file has")
                .isEmpty();
    }

    @Test
    void everyVersionIsThatOfThePom() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        String project = first("<version>(.*)</version>", pom);
        String okHttp5 = first("<okhttp-5.version>(.*)</okhttp-5.version>", pom);
        String slf4j = first("<slf4j.version>(.*)</slf4j.version>", pom);
        String pages = pages();

        assertThat(all("<version>(.*)</version>", pages)).containsOnly(project, okHttp5, slf4j);
        assertThat(all("realtimekit-active-session[a-z-]*[:/](\\d[\\w.-]*)", pages))
                .isNotEmpty()
                .containsOnly(project);
        assertThat(all("okhttp:(\\d[\\w.-]*)", pages)).containsOnly(okHttp5);
    }

    /** All pages: those of the root and of its folders. */
    private static String pages() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of(".."), 2, (file, a) -> file.toString().endsWith(".md"))) {
            return files.map(ReadmeTest::read).collect(Collectors.joining("\n"));
        }
    }

    private static String first(String pattern, String text) {
        return all(pattern, text).get(0);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::read)
                    .map(ReadmeTest::withoutLayout)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** Line breaks and blanks are the formatter's; the rest must be the same. */
    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
