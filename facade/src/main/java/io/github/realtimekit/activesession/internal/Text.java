package io.github.realtimekit.activesession.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts for people: one line of bounded length, without control or format characters, safe for a log. */
public final class Text {
    private static final int LONGEST = 300;
    private static final int SHORTEST_TOKEN = 16;
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Pattern BLANK_OR_INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

    private Text() {}

    public static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    /** In seconds, to the millisecond; what is longer than a day is only called so. */
    public static String seconds(Duration time) {
        if (time.compareTo(ONE_DAY) > 0) {
            return "more than a day";
        }
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3);
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /** A text without the token, unless the token is so short that it may stand there by chance. */
    public static String redact(String text, String token) {
        return token.length() < SHORTEST_TOKEN ? text : text.replace(token, "[token]");
    }

    /** What somebody else wrote, on one line: runs of white space and invisible characters become one space. */
    public static String oneLine(String text) {
        return BLANK_OR_INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** The beginning of what somebody else wrote, on one line. */
    public static String excerpt(String text) {
        String line = oneLine(start(text, 10 * LONGEST));
        return line.length() > LONGEST || text.length() > 10 * LONGEST
                ? start(line, LONGEST) + "… (" + text.length() + " characters)"
                : line;
    }

    /** The beginning of a value in quotes, with a name for each character that cannot be seen. */
    static String quoted(String value) {
        String shown =
                start(value, LONGEST).codePoints().mapToObj(Text::visible).collect(Collectors.joining());
        return "'" + shown + (value.length() > LONGEST ? "…" : "") + "'";
    }

    /** The character, or {@code \n} or {@code U+FEFF} for one that cannot be seen. */
    static String visible(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case ' ' -> " ";
            default ->
                BLANK_OR_INVISIBLE.matcher(Character.toString(character)).matches()
                        ? String.format("U+%04X", character)
                        : Character.toString(character);
        };
    }

    /** At most this many characters, and no half of a surrogate pair at the end. */
    private static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
