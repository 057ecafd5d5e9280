package io.github.realtimekit.activesession;

/** The operations: whether each is idempotent in effect, and its words in messages. */
enum Operation {
    GET(true, "get the active session of meeting", "", ""),
    KICK(true, "kick participants of meeting", "the participants may have been kicked", "the participants were kicked"),
    KICK_ALL(
            true,
            "kick all participants of meeting",
            "all participants may have been kicked",
            "all participants were kicked"),
    CREATE_POLL(
            false,
            "create a poll in meeting",
            "the poll may exist, and no operation of this client lists polls:"
                    + " look in the meeting before posting it again",
            "the poll exists");

    private final boolean idempotent;
    private final String words;
    private final String ifProcessed;
    private final String effect;

    Operation(boolean idempotent, String words, String ifProcessed, String effect) {
        this.idempotent = idempotent;
        this.words = words;
        this.ifProcessed = ifProcessed;
        this.effect = effect;
    }

    /** Whether doing it twice has the same effect as doing it once. */
    boolean idempotent() {
        return idempotent;
    }

    /** The beginning of a message. */
    String subject(String meetingId) {
        return words + " '" + Messages.excerpt(meetingId) + "'";
    }

    /** The end of a message when the request may have been processed. */
    String warning(boolean mayHaveBeenProcessed) {
        return mayHaveBeenProcessed && !ifProcessed.isEmpty() ? "; " + ifProcessed : "";
    }

    /** The end of a message about a 2xx response. */
    String effect() {
        return effect.isEmpty() ? "" : "; " + effect;
    }
}
