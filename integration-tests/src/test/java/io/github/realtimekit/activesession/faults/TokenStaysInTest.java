package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;

/** Each attempt logs one line, which never contains a token. */
@Isolated("it listens to the logger of all clients")
class TokenStaysInTest {
    private final Logger logger = Logger.getLogger("io.github.realtimekit.activesession");
    private final List<String> lines = new CopyOnWriteArrayList<>();
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
    void addHandler() {
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
    }

    @AfterEach
    void removeHandler() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    /** The service echoes the token wherever it can. */
    @EachCall
    void tokenStaysIn(Call call) throws Exception {
        String token = Call.TOKEN;
        MockResponse[] echoes = {
            answer(400, "{\"message\":\"" + token + "\"}"),
            answer(400, "{\"success\":false,\"error\":{\"code\":1,\"message\":\"Bearer " + token + "\"}}"),
            answer(400, "{\"errors\":[{\"message\":\"" + token + "\",\"source\":{\"pointer\":\"" + token + "\"}}]}"),
            answer(403, "<html>" + token + "</html>").setHeader("Content-Type", token + "/" + token),
            answer(429, "slow down, " + token, "Retry-After: " + token).setHeader("cf-ray", token),
            answer(302, "", "Location: https://elsewhere.example/?token=" + token),
            answer(200, "{\"success\":\"" + token + "\",\"data\":\"" + token + "\"}"),
            answer(200, "{\"success\":false,\"error\":{\"message\":\"" + token + "\"}}"),
            answer(200, "{\"" + token + "\":" + token + "}").setHeader("Content-Type", "text/" + token),
            answer(200, token).setStatus("HTTP/1.1 200 " + token),
        };
        List<Object> seen = new ArrayList<>();
        try (var service = http1(echoes);
                var client = service.client().maxRetries(0).build()) {
            seen.addAll(List.of(client, client.async(), client.newBuilder()));
            for (MockResponse echo : echoes) {
                RealtimeKitException e = call.failure(client);
                seen.add(e.toString());
                assertThat(e.getMessage()).as("%s", echo).doesNotContain("\n");
            }
        }
        assertThat(lines).hasSameSizeAs(echoes);
        assertThat(seen + " " + lines).doesNotContain(token);
    }
}
