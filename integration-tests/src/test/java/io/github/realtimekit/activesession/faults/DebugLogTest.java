package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.breakOff;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;

/** One line for each attempt where DEBUG is on, nothing where it is off. */
@Isolated("it listens to the logger of all clients")
class DebugLogTest {
    private final Logger logger = Logger.getLogger("io.github.realtimekit.activesession");
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private boolean fails;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (fails) {
                throw new IllegalStateException("disk full");
            }
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void addHandler() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void removeHandler() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @EachCall
    void eachAttemptHasItsLine(Call call) throws Exception {
        logger.setLevel(Level.FINE);
        String start = "FINE " + (call.operation() == Operation.FIND ? Operation.GET : call.operation()) + ": attempt ";
        String ray = " after \\d+ ms, ray 8f1c2d3e4a5b6c7d-FRA";
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"), breakOff());
                var client = Call.client(server.url()).maxRetries(1).build()) {
            call.failure(client);
            call.on(client);
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).matches(start + "1, HTTP 429" + ray);
            assertThat(lines.get(1)).matches(start + "2, .* after \\d+ ms, .*");
            assertThat(lines.get(2))
                    .matches(start + "1, HTTP " + call.operation().success() + ray);
        }
    }

    @EachCall
    void failingHandlerChangesNoOutcome(Call call) throws Exception {
        logger.setLevel(Level.FINE);
        fails = true;
        try (var server = new FaultServer(answer(400, ""), Reactions.success());
                var client = Call.client(server.url()).build()) {
            assertThat(call.failure(client)).isInstanceOf(ApiException.class);
            assertThat(call.on(client)).isNotNull();
        }
    }

    @EachCall
    void nothingIsLoggedWhenItIsOff(Call call) throws Exception {
        logger.setLevel(Level.INFO);
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"), answer(400, ""));
                var client = Call.client(server.url()).build()) {
            call.failure(client);
            call.on(client);
            assertThat(lines).isEmpty();
        }
    }
}
