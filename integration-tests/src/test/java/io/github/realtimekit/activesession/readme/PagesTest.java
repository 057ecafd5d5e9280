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

/**
 * What the pages show is what the build compiles and runs, and what they link to is there. A new snippet has to stand
 * in a source file of this module, whatever its indentation and line breaks.
 */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final String SNIPPET = "(?s)```(?:java|kotlin|xml|properties)\n(.*?)```";

    private final List<Path> pages = files(ROOT, ".*/(README|[A-Z]+)\\.md");
    private final String text = pages.stream().map(PagesTest::read).collect(Collectors.joining("\n"));
    private final String settings = files(ROOT, ".*/(pom\\.xml|[\\w.-]+\\.properties)").stream()
            .map(PagesTest::read)
            .collect(Collectors.joining("\n"));
    private final String version =
            all("<version>(.*)</version>", read(ROOT.resolve("pom.xml"))).get(0);

    @Test
    void everySnippetStandsInASourceThatIsBuilt() {
        String sources = files(Path.of("src"), ".*(\\.java|\\.kt|\\.properties|pom\\.xml)").stream()
                .map(PagesTest::read)
                .map(source -> withoutLayout(withVersions(source)))
                .collect(Collectors.joining("\n"));

        assertThat(all(SNIPPET, text))
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources.contains(withoutLayout(snippet.replace("VERSION", version))))
                        .isTrue());
    }

    @Test
    void everyVersionIsOneOfTheBuild() {
        assertThat(all("(?:<version>|[a-z-]:)(\\d+\\.[\\w.-]+)", text))
                .isNotEmpty()
                .isSubsetOf(all("version(?:>| *= *)(\\d[^<\\s]*)", settings));
    }

    @Test
    void everyLinkLeadsToAPageAndHeading() {
        for (Path page : pages) {
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
                                .map(PagesTest::anchor)
                                .anyMatch(parts[1]::equals));
    }

    /** The id that GitHub gives to a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    /** In the sources of the consumers, a version has the name of its property. */
    private String withVersions(String source) {
        return Pattern.compile("(?:@|\\$\\{)([\\w.-]+\\.version)[@}]")
                .matcher(source)
                .replaceAll(name -> all(name.group(1) + "(?:>| *= *)(\\d[^<\\s]*)", settings).stream()
                        .findFirst()
                        .orElse(version));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static List<Path> files(Path folder, String pattern) {
        try (Stream<Path> files =
                Files.find(folder, 20, (file, a) -> file.toString().matches(pattern))) {
            return files.filter(file -> !file.toString().matches(".*/(target|\\.[a-z].*)/.*"))
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
}
