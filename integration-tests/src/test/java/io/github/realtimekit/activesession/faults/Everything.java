package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that a program sees of a call but its value: what is thrown, logged at any level, and printed. */
final class Everything implements AutoCloseable {
    private final StringBuffer seen = new StringBuffer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            note(entry.getLoggerName() + " " + formatter.formatMessage(entry));
            if (entry.getThrown() != null) {
                thrown(entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Everything() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    void note(Object value) {
        seen.append(value).append('\n');
    }

    /** Its trace, which has the message of every cause and suppressed exception, and what else it knows. */
    void thrown(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        note(trace);
        if (thrown instanceof ApiException refused) {
            note(refused.errors());
            note(refused.rayId());
            note(refused.response());
        }
        if (thrown instanceof UnreadableResponseException unreadable) {
            note(unreadable.response());
        }
    }

    String text() {
        return seen + printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(level);
        System.setOut(out);
        System.setErr(err);
    }
}
