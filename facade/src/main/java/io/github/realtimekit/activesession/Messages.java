package io.github.realtimekit.activesession;

/** The wording of exceptions: who failed at what, what came, and in bounded length. */
final class Messages {
    private static final int LONGEST_EXCERPT = 300;

    private Messages() {}

    /** {@code subject: problem (HTTP 404, ray 8f1…-FRA, 2 attempts)}. */
    static String of(String subject, String problem, ApiResponse response) {
        return subject + ": " + problem + " (HTTP " + response.status()
                + response.rayId().map(ray -> ", ray " + excerpt(ray)).orElse("")
                + ", " + attempts(response.attempts()) + ")";
    }

    static String attempts(int attempts) {
        return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }

    /** One line of at most some hundred characters, without control characters: safe for a log. */
    static String excerpt(String text) {
        String head = text.length() > 10 * LONGEST_EXCERPT ? text.substring(0, 10 * LONGEST_EXCERPT) : text;
        String line = head.replaceAll("[\\s\\p{Cntrl}\u2028\u2029]+", " ").strip();
        return line.length() > LONGEST_EXCERPT || head.length() < text.length()
                ? line.substring(0, Math.min(line.length(), LONGEST_EXCERPT)) + "… (" + text.length() + " characters)"
                : line;
    }
}
