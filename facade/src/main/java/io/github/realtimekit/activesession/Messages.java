package io.github.realtimekit.activesession;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.time.Duration;

/** The wording of exceptions: who failed at what, what came, and in bounded length. */
final class Messages {
    private static final int LONGEST_EXCERPT = 300;
    private static final int MOST_CAUSES = 20;

    private Messages() {}

    /** {@code subject: problem (HTTP 404, ray 8f1…-FRA, 2 attempts)}. */
    static String of(String subject, String problem, ApiResponse response) {
        String said = subject + ": " + problem;
        return response.attempts() == 0 // never sent: a value of fromJson
                ? said
                : said + " (HTTP " + response.status()
                        + response.rayId().map(ray -> ", ray " + excerpt(ray)).orElse("")
                        + ", " + attempts(response.attempts()) + ")";
    }

    static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    /** In seconds, to the millisecond. */
    static String seconds(Duration time) {
        return BigDecimal.valueOf(Clock.nanos(time) / 1_000_000, 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    /** One line of at most some hundred characters, without control or format characters: safe for a log. */
    static String excerpt(String text) {
        if (isPlain(text)) {
            return text;
        }
        String head = text.length() > 10 * LONGEST_EXCERPT ? text.substring(0, 10 * LONGEST_EXCERPT) : text;
        String line = head.replaceAll("[\\s\\p{Z}\\p{C}]+", " ").strip();
        return line.length() > LONGEST_EXCERPT || head.length() < text.length()
                ? line.substring(0, Math.min(line.length(), LONGEST_EXCERPT)) + "… (" + text.length() + " characters)"
                : line;
    }

    /**
     * The same throwable, or one that does not quote: where an answer is no HTTP, OkHttp and Okio say what stands there
     * instead, which can be a name or the half of a token.
     */
    static Throwable unquoted(Throwable failure) {
        Throwable behind = failure;
        for (int i = 0; i < MOST_CAUSES && behind != null; i++, behind = behind.getCause()) {
            if ((behind instanceof ProtocolException || behind instanceof EOFException)
                    && !beforeQuotation(behind).equals(behind.getMessage())) {
                IOException clean = failure instanceof ProtocolException
                        ? new ProtocolException(beforeQuotation(failure))
                        : new IOException(behind == failure ? beforeQuotation(failure) : failure.getMessage());
                clean.setStackTrace(failure.getStackTrace());
                return clean;
            }
        }
        return failure;
    }

    private static String beforeQuotation(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int end = 0;
        while (end < message.length() && message.charAt(end) != ':' && message.charAt(end) != '"') {
            end++;
        }
        return end == message.length() ? message : message.substring(0, end).strip() + " …";
    }

    /** Whether nothing is to be done, as for nearly every id. */
    private static boolean isPlain(String text) {
        if (text.length() > LONGEST_EXCERPT || text.isEmpty() || text.startsWith(" ") || text.endsWith(" ")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }
}
