package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One line for each attempt where DEBUG is on; nothing, not even the loading of a logger, where it is off. */
class DebugLogTest {
    private final Logger logger = Logger.getLogger("io.github.realtimekit.activesession");
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void eachAttemptHasItsLine(Way way) throws Exception {
        logger.setLevel(Level.FINE);
        String operation = way.op() == Op.FIND ? "GET" : way.op().name();
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"));
                var client = Way.client(server.url()).build()) {
            way.call(client);
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .matches("FINE " + operation + ": attempt 1, HTTP 429 after \\d+ ms, ray 8f1c2d3e4a5b6c7d-FRA");
            assertThat(lines.get(1))
                    .matches("FINE " + operation + ": attempt 2, HTTP "
                            + way.op().status() + " after \\d+ ms, ray 8f1c2d3e4a5b6c7d-FRA");
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void anAttemptWithoutAnAnswerHasItsLineToo(Way way) throws Exception {
        logger.setLevel(Level.FINE);
        try (var server = new FaultServer(hangUp());
                var client = Way.client(server.url()).maxRetries(0).build()) {
            way.failure(client);
            assertThat(lines).singleElement().asString().matches("FINE .*: attempt 1, no answer after \\d+ ms, .*");
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.faults.Way#all")
    void nothingIsLoggedWhenItIsOff(Way way) throws Exception {
        logger.setLevel(Level.INFO);
        try (var server = new FaultServer(answer(429, "", "Retry-After: 0"), answer(400, ""));
                var client = Way.client(server.url()).build()) {
            way.failure(client);
            way.call(client);
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void theFirstAnswerLoadsNothingOfALoggerThatIsOff() throws Exception {
        try (var server = new FaultServer()) {
            Set<String> ours = loggerClasses(server, "client");
            Set<String> transport = loggerClasses(server, "transport");
            assertThat(server.requests()).hasSize(2);
            ours.removeAll(transport);
            assertThat(ours).isEmpty();
        }
    }

    /** The logging classes of the JDK that a process loads for its first answer. */
    private static Set<String> loggerClasses(FaultServer server, String with) throws Exception {
        Set<String> classes = new TreeSet<>();
        boolean called = false;
        for (String line : Child.run(FirstAnswer.class, List.of("-Xlog:class+load"), server.url(), with)) {
            called |= line.equals("answered");
            String name = line.replaceFirst("^.*\\] *", "").replaceFirst(" source:.*", "");
            if (name.startsWith("jdk.internal.logger.")
                    || name.startsWith("sun.util.logging.")
                    || name.startsWith("java.lang.System$Logger")
                    || name.startsWith("sun.net.www.protocol.http.logging")) {
                classes.add(name.replaceFirst("(\\$\\$Lambda|/0x).*", "$1"));
            }
        }
        assertThat(called).isTrue();
        return classes;
    }

    /** Gets one answer, with this library or with OkHttp alone. */
    static final class FirstAnswer {
        private FirstAnswer() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments[1].equals("client")) {
                Way.client(arguments[0]).build().get(Way.MEETING);
            } else {
                Request request =
                        new Request.Builder().url(arguments[0] + Op.GET.path()).build();
                new OkHttpClient().newCall(request).execute().close();
            }
            System.out.println("answered");
        }
    }
}
