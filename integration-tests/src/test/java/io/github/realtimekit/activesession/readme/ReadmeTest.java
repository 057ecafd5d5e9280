package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and the other pages show is what the build compiles and runs, and what they link to is there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String POM = read(ROOT.resolve("pom.xml"));
    private static final String VERSION = first("<version>(.*)</version>", POM);

    @Test
    void everySnippetStandsInASourceThatIsBuilt() throws IOException {
        String sources = sources();
        List<String> snippets = all("(?s)```(?:java|xml|properties)\n(.*?)```", text(pages()));

        assertThat(snippets).isNotEmpty();
        assertThat(snippets)
                .filteredOn(snippet -> !sources.contains(withoutLayout(snippet)))
                .as("snippets of pages that no source file has")
                .isEmpty();
    }

    @Test
    void everyVersionIsThatOfThePom() throws IOException {
        String pages = text(pages());

        assertThat(all("<version>(.*)</version>", pages))
                .containsOnly(VERSION, property("okhttp-5.version"), property("slf4j.version"));
        assertThat(all("realtimekit-active-session[a-z-]*[:/](\\d[\\w.-]*)", pages))
                .isNotEmpty()
                .containsOnly(VERSION);
        assertThat(all("okhttp:(\\d[\\w.-]*)", pages)).containsOnly(property("okhttp-5.version"));
    }

    @Test
    void everyLinkLeadsToAPageAndHeading() throws IOException {
        for (Path page : pages()) {
            assertThat(all("\\]\\((?!https?:)([^)]+)\\)", read(page)))
                    .as("links of %s", page)
                    .allSatisfy(link -> assertThat(leadsSomewhere(page, link)).isTrue());
        }
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1
                        || all("(?m)^#+ (.*)$", read(target)).stream()
                                .map(ReadmeTest::anchor)
                                .anyMatch(parts[1]::equals));
    }

    /** The id that GitHub gives to a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    /** All pages: those of the root, of its folders, and of the stubs. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 2, (file, a) -> file.toString().endsWith(".md"))) {
            return Stream.concat(files, Stream.of(Path.of("src/stubs/README.md")))
                    .toList();
        }
    }

    /** The page of the stubs is in their jar, and says VERSION. */
    private static String text(List<Path> pages) {
        return pages.stream()
                .map(ReadmeTest::read)
                .collect(Collectors.joining("\n"))
                .replace(">VERSION<", ">" + VERSION + "<");
    }

    private static String property(String name) {
        return first("<" + name + ">(.*)</" + name + ">", POM);
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

    /** The sources of this module; in those of the consumers a version has the name of its property. */
    private static String sources() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().matches(".*(\\.java|\\.properties|pom\\.xml)"))
                    .map(ReadmeTest::read)
                    .map(ReadmeTest::withoutLayout)
                    .collect(Collectors.joining("\n"));
        }
        return sources.replace("@project.version@", VERSION)
                .replace("${realtimekit.version}", VERSION)
                .replace("@okhttp-5.version@", property("okhttp-5.version"))
                .replace("@slf4j.version@", property("slf4j.version"));
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
