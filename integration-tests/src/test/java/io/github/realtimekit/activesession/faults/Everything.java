package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that a program sees of a call besides its value: what is thrown, logged at any level, and printed. */
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
        System.setOut(new PrintStream(new Both(out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Both(err), true, StandardCharsets.UTF_8));
    }

    void note(Object value) {
        seen.append(value).append('\n');
    }

    /** Every message, {@code toString} and trace of it and of what is behind it. */
    void thrown(Throwable thrown) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        describe(thrown, known);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        seen.append(trace);
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

    private void describe(Throwable thrown, Set<Throwable> known) {
        if (thrown == null || !known.add(thrown)) {
            return;
        }
        note(thrown);
        note(thrown.getMessage());
        note(thrown.getLocalizedMessage());
        if (thrown instanceof ApiException refused) {
            note(refused.errors());
            note(refused.rayId());
            note(refused.response());
        }
        if (thrown instanceof UnreadableResponseException unreadable) {
            note(unreadable.response());
        }
        describe(thrown.getCause(), known);
        for (Throwable suppressed : thrown.getSuppressed()) {
            describe(suppressed, known);
        }
    }

    private final class Both extends OutputStream {
        private final PrintStream usual;

        Both(PrintStream usual) {
            this.usual = usual;
        }

        @Override
        public synchronized void write(int b) {
            printed.write(b);
            usual.write(b);
        }
    }
}
