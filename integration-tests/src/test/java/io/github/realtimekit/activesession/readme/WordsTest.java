package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines, words and names of tests in all sources, pages, poms and scripts. */
class WordsTest {
    private static final Pattern FILES = Pattern.compile(".*\\.(md|java|xml|ya?ml|sh)|\\.ci/[^/]+");
    private static final Set<String> HIDDEN_FOLDERS = Set.of(".ci", ".github");

    /** Each has a word of the field that says the same: retry, jitter, response, fix, report, cancel, compared with. */
    private static final Pattern UNWANTED = Pattern.compile(
            "\\b(repeat\\w*|chance|came|mend(s|ed|ing)?|tells?|told|alarms?|everybody|beside|what it costs"
                    + "|(strikes?|struck) out|(gives?|gave|given) up|stop(s|ped|ping)?)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Names in foreign APIs, and what kicking all participants does to a recording. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\.repeat\\(|RepeatedTest|\\.stop\\(|--should-stop|\"STOP - |stops? a running recording");

    private static final Pattern LINK = Pattern.compile("\\]\\([^)]*\\)|[a-z:]+://\\S+");
    private static final Pattern JSON = Pattern.compile("\\w\\\\?\" ?:");
    private static final Pattern TEST = Pattern.compile("    void (\\w+)\\(.*");

    private record Line(String file, int number, String text, boolean prose) {
        /** False for what cannot be wrapped: a word, JSON, and the options of a compiler plugin, which are one. */
        boolean isTooLong() {
            String shown = LINK.matcher(text).replaceAll("");
            return prose
                    && shown.codePointCount(0, shown.length()) > 120
                    && shown.strip().contains(" ")
                    && !JSON.matcher(text).find()
                    && !text.contains("<arg>-Xplugin:");
        }

        boolean hasUnwantedWord() {
            String words = FOREIGN.matcher(text)
                    .replaceAll(" ")
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                    .replace('_', ' ');
            return !file.endsWith("WordsTest.java") && UNWANTED.matcher(words).find();
        }

        boolean hasLongTestName() {
            Matcher test = TEST.matcher(text);
            return file.endsWith("Test.java") && test.matches() && test.group(1).length() > 50;
        }

        @Override
        public String toString() {
            return file + ":" + number + ": " + text.strip();
        }
    }

    private static final List<Line> LINES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Path project = Path.of("..");
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = project.relativize(folder).getFileName().toString();
                boolean foreign = name.equals("target") || (name.startsWith(".") && !HIDDEN_FOLDERS.contains(name));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                String file = project.relativize(path).toString().replace('\\', '/');
                if (FILES.matcher(file).matches()) {
                    read(file, Files.readAllLines(path));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(LINES).hasSizeGreaterThan(10_000);
    }

    /** Of a page, table rows, output and JSON may be long, and a table may list the words that are not wanted. */
    private static void read(String file, List<String> lines) {
        boolean page = file.endsWith(".md");
        boolean fenced = false;
        boolean output = false;
        boolean wordList = false;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            boolean row = page && text.startsWith("|");
            wordList = row && (wordList || text.startsWith("| say | not |"));
            if (page && text.strip().startsWith("```")) {
                fenced = !fenced;
                output = fenced && text.strip().matches("```(json|text|console)?");
            }
            if (!wordList) {
                LINES.add(new Line(file, i + 1, text, !row && !output));
            }
        }
    }

    @Test
    void linesHaveAtMost120Columns() {
        assertThat(LINES).filteredOn(Line::isTooLong).isEmpty();
    }

    @Test
    void wordsAreThoseOfTheField() {
        assertThat(LINES).filteredOn(Line::hasUnwantedWord).isEmpty();
    }

    @Test
    void namesOfTestsHaveAtMost50Characters() {
        assertThat(LINES).filteredOn(Line::hasLongTestName).isEmpty();
    }
}
