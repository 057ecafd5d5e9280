package io.github.realtimekit.activesession.readme;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * Numbers about retries, backoff, timeouts and limits are true wherever they are, on a page or in Javadoc. A sentence
 * or table row about one of the topics has the numbers of that topic. Any other has only seconds that belong to some
 * topic.
 */
class NumbersTest {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("a", "1"),
            Map.entry("half a", "0.5"),
            Map.entry("once", "1"),
            Map.entry("one", "1"),
            Map.entry("twice", "2"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("ten", "10"));

    private static final String DIGITS = "(\\d[\\d,]*(?:\\.\\d+)?)";
    private static final String COUNT =
            "(\\d[\\d,]*|once|twice|(?:one|two|three|four|five|six|ten)(?= times| retries))";
    private static final Pattern SECONDS_IN_DIGITS = Pattern.compile(DIGITS + " (s)\\b");

    private static final Pattern SECONDS = Pattern.compile(
            "(\\d[\\d,]*(?:\\.\\d+)?|\\b(?:half a|a|one|two|three|four|five|six|ten))[- ](s|seconds?|minutes?)\\b");
    private static final Pattern PERCENT = Pattern.compile(DIGITS + " ?%");
    private static final Pattern MIB = Pattern.compile(DIGITS + " MiB");
    private static final Pattern CALLS = Pattern.compile(DIGITS + " (?:asynchronous )?calls");
    private static final Pattern CHARACTERS = Pattern.compile(DIGITS + " characters or more");
    private static final Pattern RETRIES = Pattern.compile("[Rr]etried (?:at most |up to )?" + COUNT
            + "|" + COUNT + " (?:times )?(?:at most|by default|retries)"
            + "|maxRetries.*\\| " + COUNT + " \\|");

    private static final List<Page> SOURCES = Page.files("facade/src/main/java/.*\\.java");
    private static final BigDecimal PING_INTERVAL = code("PING_INTERVAL = Duration.ofSeconds(", 1);

    /** Which text belongs to the topic, what its numbers look like, and which are true. */
    private record Topic(Pattern about, Pattern number, Set<BigDecimal> truth) {}

    private static final List<Topic> TOPICS = List.of(
            topic("whole call|\\btimeout\\(Duration\\)", SECONDS, code("timeout = Duration.ofSeconds(", 1)),
            topic("one attempt\\b|attemptTimeout\\(", SECONDS, code("attemptTimeout = Duration.ofSeconds(", 1)),
            topic("[Rr]etr(ied|ies)|maxRetries", RETRIES, code("maxRetries = ", 1)),
            topic(
                    "[Bb]ackoff",
                    SECONDS,
                    code("FIRST_BACKOFF_MILLIS = ", 1_000),
                    code("LONGEST_BACKOFF_MILLIS = ", 1_000)),
            topic("[Jj]itter", PERCENT, code("JITTER = 0.", 1)),
            topic("asynchronous calls.* at once", CALLS, code("MAX_CALLS_AT_ONCE = ", 1)),
            topic("[Ii]dle connections? (is|are)", SECONDS, code("KEEP_IDLE_MILLIS = ", 1_000)),
            topic("\\b[Pp]ing", SECONDS, PING_INTERVAL),
            topic("answered no ping", SECONDS, PING_INTERVAL.add(PING_INTERVAL)), // then it is closed
            topic("address .*\\bconnect", SECONDS, code("LONGEST_CONNECT_MILLIS = ", 1_000)),
            topic("threads .*\\bend\\b", SECONDS, code("KEEP_THREAD_MILLIS = ", 1_000)),
            topic("by force|stops reading", SECONDS, code("GRACE_MILLIS = ", 1_000)),
            topic("[Rr]esponse", MIB, code("LONGEST_BODY = ", 1)),
            topic("[Tt]oken", CHARACTERS, code("SHORTEST_TOKEN = ", 1)),
            topic("OkHttp's own connect timeout", SECONDS, okHttp().connectTimeoutMillis() / 1_000));

    @Test
    void numbersInPagesAndJavadocAreTrue() {
        Set<Pattern> found = new HashSet<>();
        List<String> faults = new ArrayList<>();

        Stream.concat(
                        Page.all().stream().map(NumbersTest::prose),
                        SOURCES.stream().map(NumbersTest::javadoc))
                .forEach(page -> sentences(page).forEach(sentence -> faults.addAll(check(page, sentence, found))));

        Page.holds(
                "A number about retries, backoff, timeouts or limits is the one of the code.",
                faults,
                "Write the number of the code. If it is about something else, tell TOPICS in NumbersTest apart from it.");
        assertThat(found)
                .as("the numbers that were found: whole call, one attempt, retries, backoff, jitter, and more")
                .hasSizeGreaterThan(5)
                .containsAll(TOPICS.subList(0, 5).stream().map(Topic::about).toList());
    }

    private static List<String> check(Page page, MatchResult sentence, Set<Pattern> found) {
        String text = sentence.group().replaceAll("\\s", " ");
        List<Topic> topics = TOPICS.stream()
                .filter(topic -> topic.about.matcher(text.replaceAll(" +", " ")).find())
                .toList();
        List<String> faults = new ArrayList<>();

        for (Pattern number : topics.stream().map(Topic::number).collect(toSet())) {
            List<Topic> about =
                    topics.stream().filter(topic -> topic.number == number).toList();
            Matcher matcher = number.matcher(text);
            while (matcher.find()) {
                about.forEach(topic -> found.add(topic.about));
                faults.addAll(check(page, sentence.start(), matcher, about));
            }
        }

        if (topics.stream().noneMatch(topic -> topic.number == SECONDS)) {
            List<Topic> all =
                    TOPICS.stream().filter(topic -> topic.number == SECONDS).toList();
            Matcher matcher = SECONDS_IN_DIGITS.matcher(text);
            while (matcher.find()) {
                faults.addAll(check(page, sentence.start(), matcher, all));
            }
        }
        return faults;
    }

    private static List<String> check(Page page, int start, MatchResult number, List<Topic> topics) {
        Set<BigDecimal> truth = new TreeSet<>();
        topics.forEach(topic -> truth.addAll(topic.truth));
        if (truth.contains(value(number))) {
            return List.of();
        }
        return List.of(page.place(start + number.start()) + " has \"" + number.group() + "\", the code has "
                + truth.stream().map(BigDecimal::toPlainString).collect(joining(" and ")));
    }

    private static BigDecimal value(MatchResult number) {
        List<String> groups = IntStream.rangeClosed(1, number.groupCount())
                .mapToObj(number::group)
                .filter(Objects::nonNull)
                .toList();
        BigDecimal value =
                new BigDecimal(WORDS.getOrDefault(groups.get(0), groups.get(0)).replace(",", ""));
        boolean isMinutes = groups.size() > 1 && groups.get(1).startsWith("minute");
        return plain(isMinutes ? value.multiply(BigDecimal.valueOf(60)) : value);
    }

    private static Topic topic(String about, Pattern number, Number... truth) {
        Set<BigDecimal> values = Stream.of(truth)
                .map(value -> plain(new BigDecimal(value.toString())))
                .collect(toSet());
        return new Topic(Pattern.compile(about), number, values);
    }

    /** The number after this text in a source file of the facade, divided. */
    private static BigDecimal code(String before, int divisor) {
        for (Page source : SOURCES) {
            Matcher number = source.find(Pattern.quote(before) + "(\\d[\\d_]*)");
            if (number.find()) {
                return new BigDecimal(number.group(1).replace("_", "")).divide(BigDecimal.valueOf(divisor));
            }
        }
        throw new AssertionError("No source of the facade has \"" + before + "\" and a number: NumbersTest reads the"
                + " true number from there, so tell it the new name.");
    }

    private static OkHttpClient okHttp() {
        return new OkHttpClient();
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.stripTrailingZeros();
    }

    private static Stream<MatchResult> sentences(Page page) {
        return page.find("(?s)\\S.*?(?=[.?!][*)]*\\s|\n\\s*\n|\n\\s*[|@-]|$(?!.))")
                .results();
    }

    /** The page with blanks in place of its code blocks. */
    private static Page prose(Page page) {
        return new Page(page.path(), keeping("(?sm)(?:\\A|^```$)(.*?)(?:^```\\w*$|\\z)", page.text()));
    }

    private static Page javadoc(Page source) {
        String comments = keeping("(?s)/\\*\\*(.*?)\\*/", source.text());
        return new Page(source.path(), comments.replaceAll("(?m)^( *)\\*", "$1 "));
    }

    private static String keeping(String pattern, String text) {
        StringBuilder kept = new StringBuilder(text.replaceAll(".", " "));
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(part -> kept.replace(part.start(1), part.end(1), part.group(1)));
        return kept.toString();
    }
}
