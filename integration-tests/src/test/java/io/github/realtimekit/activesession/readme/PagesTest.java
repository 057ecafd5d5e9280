package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The build compiles and runs the code on the pages, and their links work. A new snippet must be in a source file of
 * this module.
 */
class PagesTest {
    private static final String SNIPPET = "(?sm)^```(?:java|kotlin|xml|properties)\n(.*?)^```";
    private static final int LONGEST_LINE = 120;

    private final List<Page> pages = Page.all();
    private final String settings = Page.files("(.*/)?(pom\\.xml|[\\w.-]+\\.properties)").stream()
            .map(Page::text)
            .collect(Collectors.joining("\n"));
    private final String version = Page.files("pom\\.xml")
            .get(0)
            .find("<version>(.*)</version>")
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    @Test
    void everySnippetIsInASourceThatIsBuilt() {
        List<Page> sources = Page.files("integration-tests/src/.*(\\.java|\\.kt|\\.properties|pom\\.xml)").stream()
                .map(source -> new Page(source.path(), withVersions(source.text())))
                .toList();
        List<String> faults = new ArrayList<>();
        int found = 0;

        for (Page page : pages) {
            Matcher snippet = page.find(SNIPPET);
            while (snippet.find()) {
                found++;
                Snippet code =
                        new Snippet(page, snippet.start(1), snippet.group(1).replace("VERSION", version));
                if (!code.standsIn(sources)) {
                    faults.add(code.difference(sources));
                }
            }
        }

        assertThat(found).isGreaterThan(20);
        Page.holds(
                "A snippet stands in a source of integration-tests as it is, line breaks and indentation included.",
                faults,
                "Copy the lines from the source to the page; a new snippet needs a source that the build compiles.");
    }

    @Test
    void everyVersionIsOneOfTheBuild() {
        Set<String> built = new HashSet<>(all("version(?:>| *= *)(\\d[^<\\s]*)", settings));
        List<String> faults = new ArrayList<>();

        for (Page page : pages) {
            Matcher shown = page.find("(?:<version>|[a-z-]:)(\\d+\\.[\\w.-]+)");
            while (shown.find()) {
                if (!built.contains(shown.group(1))) {
                    faults.add(page.place(shown.start()) + " has " + shown.group(1));
                }
            }
        }

        Page.holds(
                "A version on a page is one that a pom or a properties file of the build has.",
                faults,
                "Write the version that the build uses.");
    }

    @Test
    void everyLinkLeadsToAPageAndHeading() {
        List<String> faults = new ArrayList<>();

        for (Page page : pages) {
            Matcher link = page.find("\\]\\((?!https?:)([^)]+)\\)");
            while (link.find()) {
                if (!leadsSomewhere(page, link.group(1))) {
                    faults.add(page.place(link.start()) + " links to " + link.group(1));
                }
            }
        }

        Page.holds("A link leads to a file, and to a heading in it.", faults, "Name a file and heading that exist.");
    }

    @Test
    void noLineIsLongerThanItMayBe() {
        List<String> faults = new ArrayList<>();

        for (Page page : pages) {
            String fence = "";
            int number = 0;
            for (String line : page.lines()) {
                number++;
                if (line.startsWith("```")) {
                    fence = fence.isEmpty() ? line : "";
                }
                if (isProseOrCode(line, fence) && withoutTargets(line).length() > LONGEST_LINE) {
                    faults.add(page.at(number) + " has " + line.length() + " columns");
                }
            }
        }

        Page.holds(
                "Lines of prose and code have at most 120 columns; tables, links, output and JSON may be longer.",
                faults,
                "Break the line.");
    }

    private static boolean isProseOrCode(String line, String fence) {
        boolean isTable = line.startsWith("|");
        return !isTable && (fence.isEmpty() || fence.matches("```(java|kotlin|xml|properties)"));
    }

    private static String withoutTargets(String line) {
        return line.replaceAll("\\]\\([^)]*\\)", "]()").replaceAll("https?:\\S+", "");
    }

    private static boolean leadsSomewhere(Page page, String link) {
        String[] parts = link.split("#", 2);
        String file = parts[0].isEmpty() ? page.path().getFileName().toString() : parts[0];
        if (parts.length == 1 || !page.hasNeighbour(file)) {
            return page.hasNeighbour(file);
        }
        return all("(?m)^#+ (.*)$", page.neighbour(file).text()).stream()
                .map(PagesTest::anchor)
                .anyMatch(parts[1]::equals);
    }

    /** The id that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    /** In the sources of the consumers, a version is a property. */
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
}
