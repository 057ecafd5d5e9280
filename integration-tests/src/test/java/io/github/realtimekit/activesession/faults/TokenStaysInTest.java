package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends back, the token and people's names are in nothing that is thrown, logged or printed. */
@Isolated("it listens to all that is logged and printed")
class TokenStaysInTest {
    private static final List<String> PEOPLE = List.of("Lovelace", "Byron", "ada@", "Grace", "Edsger");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.0-0123456789abcdef_ABCDEF-0123456789abcdef",
                "cfut_0123456789abcdefABCDEF-0123456789abcdef40", // begins with the digits of a chunk's size
                "sharp/and+\"quoted\"\\slashed<tag>&more=='~"
            })
    void theTokenStaysIn(String token) throws Exception {
        List<Reaction> faults = new ArrayList<>(List.of(hangUp(), reset(), breakOff(), silence(), success()));
        for (String said : List.of(token, escaped(token), hex(token))) {
            faults.addAll(echoes(said));
        }
        try (Everything everything = new Everything();
                var server = new FaultServer()) {
            for (int i = 0; i < faults.size(); i++) { // each for another operation: they read the same way
                Operation operation = Operation.values()[i % Operation.values().length];
                run(everything, server, faults.get(i), client(server, token), Call.both(operation));
            }
            OkHttpClient failing = new OkHttpClient.Builder()
                    .addInterceptor(chain -> {
                        throw nested(token);
                    })
                    .build();
            run(everything, server, success(), client(server, token).httpClient(failing), Call.all());
            assertThat(everything.text())
                    .contains("HTTP 400", "attempt 1")
                    .doesNotContain(halves(token))
                    .doesNotContain(halves(escaped(token)))
                    .doesNotContainIgnoringCase(halves(hex(token)));
        }
    }

    /** Either would be too much. */
    private static String[] halves(String token) {
        int middle = token.length() / 2;
        return new String[] {token.substring(0, middle), token.substring(middle)};
    }

    @Test
    void peopleStayIn() throws Exception {
        List<Reaction> faults = new ArrayList<>(List.of(
                success(),
                breakOff(),
                raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "Ada Lovelace, ada@example.com\r\n")));
        List<UnaryOperator<String>> changes = List.of(
                body -> body.replace("true", "false"),
                body -> "Lovelace " + body,
                body -> body.replace("\"data\"", "\"Ada Lovelace\""),
                body -> body.replace("[", "{\"Ada Lovelace\":[").replace("]", "]}"),
                body -> body.replaceAll("2022-[^\"]*", "Ada Lovelace"),
                body -> body.replaceAll("\"id\": \"[^\"]*\"", "\"id\": [\"Ada Lovelace\"]"));
        for (UnaryOperator<String> change : changes) {
            faults.add(connection -> {
                Operation operation = connection.request().operation();
                answer(operation.success(), change.apply(operation.filled())).to(connection);
            });
        }
        try (Everything everything = new Everything();
                var server = new FaultServer()) {
            faults.forEach(fault -> run(everything, server, fault, client(server, Call.TOKEN), Call.all()));
            assertThat(everything.text()).contains("attempt 1").doesNotContain(PEOPLE);
        }
    }

    /** Each on a connection of its own: none meets the end of the one before. */
    private static void run(
            Everything everything,
            FaultServer server,
            Reaction fault,
            ActiveSessionClient.Builder builder,
            Stream<Call> calls) {
        server.always(fault);
        calls.forEach(call -> {
            try (var client = builder.build()) {
                everything.note(client);
                everything.note(client.async());
                everything.note(client.newBuilder());
                run(everything, call, client);
            }
        });
    }

    private static void run(Everything everything, Call call, ActiveSessionClient client) {
        try {
            Object value = call.on(client);
            everything.note(value);
            Accessors.failures(value).forEach(everything::thrown);
        } catch (RealtimeKitException e) {
            everything.thrown(e);
        }
    }

    private static ActiveSessionClient.Builder client(FaultServer server, String token) {
        return Call.client(server.url())
                .apiToken(token)
                .attemptTimeout(Duration.ofMillis(200))
                .maxRetries(0);
    }

    /** Servers that send the token back, each in another place. */
    private static List<Reaction> echoes(String said) {
        return List.of(
                raw("HTTP/1.1 " + said + "\r\n\r\n"),
                raw(said + "\r\n\r\n"),
                raw("HTTP/1.1 400 " + said + "\r\nContent-Length: 0\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\n" + said + "\r\nContent-Length: 0\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\nContent-Length: " + said + "\r\n\r\n{}"),
                raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + said + "\r\n"),
                raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + said + "\r\n{\r\n0\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\ncf-ray: " + said + "\r\nContent-Length: 0\r\n\r\n"),
                raw("HTTP/1.1 200 OK\r\nX-Bad\u0000: " + said + "\r\nContent-Length: 0\r\n\r\n"),
                raw("HTTP/1.1 204 OK\r\nX: " + said + "\r\nContent-Length: 2\r\n\r\n{}"),
                raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + said.length() + "\r\n\r\n"
                        + said),
                answer(429, "slow down, " + said, "Retry-After: " + said, "cf-ray: " + said),
                answer(302, "", "Location: http://elsewhere.example/?token=" + said),
                answer(400, "{\"errors\":[{\"message\":\"" + said + "\",\"source\":{\"pointer\":\"" + said + "\"}}]}"),
                answer(200, "{\"success\":\"" + said + "\",\"data\":\"" + said + "\"}"),
                answer(200, "{\"" + said + "\":" + said + "}"));
    }

    private static IOException nested(String token) {
        IOException outer = new IOException("outer " + token, new IOException("middle"));
        IOException suppressed = new IOException("suppressed", new IOException("the deepest: " + token));
        outer.getCause().addSuppressed(suppressed);
        return outer;
    }

    private static String escaped(String token) {
        return token.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    }

    private static String hex(String token) {
        return token.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining());
    }
}
