package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what the build compiles and runs. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void everyJavaSnippetStandsInASourceFileThatIsCompiledAndRun() throws IOException {
        String sources = sources();
        List<String> snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
                .toList();

        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources)
                        .as("no source file has this snippet of the README")
                        .contains(withoutLayout(snippet)));
    }

    @Test
    void everyVersionIsThatOfThePom() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        String project = first("<version>(.*)</version>", pom);
        String okHttp5 = first("<okhttp-5.version>(.*)</okhttp-5.version>", pom);
        String slf4j = first("<slf4j.version>(.*)</slf4j.version>", pom);
        String readme = Files.readString(README);

        assertThat(all("<version>(.*)</version>", readme)).containsOnly(project, okHttp5, slf4j);
        assertThat(all("realtimekit-active-session[a-z-]*[:/](\\d[\\w.-]*)", readme))
                .isNotEmpty()
                .containsOnly(project);
        assertThat(all("okhttp:(\\d[\\w.-]*)", readme)).containsOnly(okHttp5);
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
