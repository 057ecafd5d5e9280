package io.github.realtimekit.activesession;

/** The four operations: whether doing one again does the same, and how messages speak of it. */
enum Operation {
    GET(true, "get the active session of meeting", "", ""),
    KICK(
            true,
            "kick participants of meeting",
            "the participants may have been kicked all the same",
            "the participants were kicked"),
    KICK_ALL(true, "kick everybody in meeting", "everybody may have been kicked all the same", "everybody was kicked"),
    CREATE_POLL(
            false, "create a poll in meeting", "the poll may exist: look before posting it again", "the poll exists");

    private final boolean repeatable;
    private final String words;
    private final String ifProcessed;
    private final String done;

    Operation(boolean repeatable, String words, String ifProcessed, String done) {
        this.repeatable = repeatable;
        this.words = words;
        this.ifProcessed = ifProcessed;
        this.done = done;
    }

    /** Whether it has the same effect when it is done twice. */
    boolean repeatable() {
        return repeatable;
    }

    /** The beginning of a message. */
    String subject(String meetingId) {
        return words + " '" + Messages.excerpt(meetingId) + "'";
    }

    /** The end of a message when the request may have been processed. */
    String warning(boolean mayHaveBeenProcessed) {
        return mayHaveBeenProcessed && !ifProcessed.isEmpty() ? "; " + ifProcessed : "";
    }

    /** The end of a message about a 2xx answer. */
    String effect() {
        return done.isEmpty() ? "" : "; " + done;
    }
}
