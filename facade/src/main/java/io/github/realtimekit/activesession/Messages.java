package io.github.realtimekit.activesession;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.regex.Pattern;

/** The wording of messages: who failed at what, the facts in parentheses, all of bounded length. */
final class Messages {
    private static final int MAX_EXCERPT = 300;
    private static final Pattern BLANK_OR_INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

    private Messages() {}

    static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    /** In seconds, to the millisecond. */
    static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(Clock.nanos(time) / 1_000_000, 3);
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /** One line of at most some hundred characters, without control or format characters: safe for a log. */
    static String excerpt(String text) {
        String head = text.length() > 10 * MAX_EXCERPT ? text.substring(0, 10 * MAX_EXCERPT) : text;
        String line = BLANK_OR_INVISIBLE.matcher(head).replaceAll(" ").strip();
        return line.length() > MAX_EXCERPT || head.length() < text.length()
                ? line.substring(0, Math.min(line.length(), MAX_EXCERPT)) + "… (" + text.length() + " characters)"
                : line;
    }

    /** The text of a throwable, or its class where that fails. */
    static String text(Throwable problem) {
        try {
            return problem.toString();
        } catch (RuntimeException e) {
            return problem.getClass().getName();
        }
    }

    /**
     * The text of a throwable, up to what it quotes. Where a response is no HTTP, OkHttp and Okio quote what stands
     * there instead, which can be a name or half of a token.
     */
    static String textWithoutQuotation(Throwable problem) {
        String text = text(problem);
        String type = problem.getClass().getName();
        if (!quotes(problem) || !text.startsWith(type + ": ")) {
            return text;
        }
        String message = text.substring(type.length() + 2);
        String before = message.split("[:\"]", 2)[0];
        return before.length() == message.length() ? text : type + ": " + before.strip() + " …";
    }

    private static boolean quotes(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        return problem instanceof ProtocolException
                || problem instanceof EOFException
                || (problem instanceof IOException
                        && trace.length > 0
                        && trace[0].getClassName().startsWith("okhttp3.internal.http2."));
    }
}
