package io.github.realtimekit.activesession.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for people to read: on one line, without control or format characters, safe to log. */
public final class Text {
    private static final int LONGEST = 300;
    private static final int SHORTEST_TOKEN = 16;
    private static final Duration ONE_DAY = Duration.ofDays(1);

    /** Unassigned code points (Cn) are not included, so an emoji that this JDK does not know yet stays visible. */
    private static final Pattern BLANK_OR_INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]+");

    /** The first character of every escape in JSON, HTML and URLs. */
    private static final Pattern ESCAPE = Pattern.compile("[\\\\&%]");

    private static final Map<Integer, String> HTML_NAMES =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    private Text() {}

    public static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    /** In seconds, to the millisecond. Beyond a day, the exact value is not shown. */
    public static String seconds(Duration time) {
        if (time.compareTo(ONE_DAY) > 0) {
            return "more than a day";
        }
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3);
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /**
     * The text without the token, even if the token is escaped for JSON, HTML or a URL. A very short token is not
     * redacted, since its characters may appear by chance.
     */
    public static String redact(String text, String token) {
        if (token.length() < SHORTEST_TOKEN) {
            return text;
        }
        if (!ESCAPE.matcher(text).find()) {
            return text.replace(token, "[token]");
        }
        String anyForm = token.chars().mapToObj(Text::anyForm).collect(Collectors.joining());
        return Pattern.compile(anyForm).matcher(text).replaceAll("[token]");
    }

    /**
     * A regular expression for one character of the token, plain or escaped. A slash, for instance, is {@code \/} or an
     * escape with {@code u002f} in JSON, {@code %2F} in a URL, and a numeric entity in HTML. There can be more
     * backslashes, if JSON is quoted within JSON.
     */
    private static String anyForm(int character) {
        String itself = Pattern.quote(Character.toString(character));
        String hex = String.format("(?i:%02x)", character);

        String plain = Character.isLetterOrDigit(character) ? itself : "\\\\{0,3}" + itself; // / or \/
        String json = "\\\\{1,3}u00" + hex; // backslash and u002f
        String url = "%" + hex; // %2F
        // &#47; or &#x2F;, and &quot; for a quote
        String html = "&(?:#0{0,5}" + character + "|#[xX]0{0,5}" + hex + "|"
                + HTML_NAMES.getOrDefault(character, "#" + character) + ");";
        return "(?:" + String.join("|", plain, json, url, html) + ")";
    }

    /** Someone else's text on one line: each run of white space and invisible characters becomes one space. */
    public static String oneLine(String text) {
        return BLANK_OR_INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** The beginning of someone else's text, on one line. */
    public static String excerpt(String text) {
        String beginning = start(text, 10 * LONGEST);
        String line = oneLine(beginning);

        boolean isWhole = line.length() <= LONGEST && beginning.length() == text.length();
        return isWhole ? line : start(line, LONGEST) + "… (" + text.length() + " characters)";
    }

    /** The whole text on one line. Characters that would break the line or cannot be seen are shown by name. */
    public static String visible(String text) {
        return text.codePoints()
                .mapToObj(character -> isInvisible(character) ? name(character) : Character.toString(character))
                .collect(Collectors.joining());
    }

    /** The beginning of a value in quotes. Characters that cannot be seen are shown by name. */
    static String quoted(String value) {
        return "'" + visible(start(value, LONGEST)) + (value.length() > LONGEST ? "…" : "") + "'";
    }

    /** The character, or its name if it is blank or invisible: {@code \n}, {@code U+FEFF}. */
    static String name(int character) {
        String itself = Character.toString(character);
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case ' ' -> "a space";
            default -> BLANK_OR_INVISIBLE.matcher(itself).matches() ? String.format("U+%04X", character) : itself;
        };
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** At most this many characters. Does not split a surrogate pair. */
    private static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsAPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsAPair ? length - 1 : length);
    }
}
