package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation sends exactly the request of its golden file and returns the value of the response there. The server
 * checks both against the OpenAPI document.
 */
class ExchangesTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private static final Map<String, String> IDS = Map.of(
            "a b/ü?%", "a%20b%2F%C3%BC%3F%25",
            "%2E%2E", "%252E%252E",
            "a+b;c=d&e@f:g", "a+b;c=d&e@f:g",
            "#x\\y", "%23x%5Cy",
            "👋", "%F0%9F%91%8B",
            "...", "...",
            "abcdef-ghijkl", "abcdef-ghijkl");

    @Test
    void everyMethodOfTheClientHasItsRow() {
        assertThat(TestedOperation.values())
                .extracting(TestedOperation::methodName)
                .containsExactlyInAnyOrderElementsOf(Stream.of(AsyncActiveSessionClient.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource
    void requestIsSentExactlyAsInTheFile(Call call, TestedOperation.Request golden) {
        TestedOperation operation = call.operation();
        SERVER.answer(operation, operation.filled());

        Object value = call.on(SERVER.client(), Call.MEETING, golden);

        assertThat(value instanceof Optional<?> found ? found.orElseThrow() : value)
                .isEqualTo(operation.value());
        Request sent = SERVER.theRequest();
        assertThat(sent.getMethod().getName()).isEqualTo(operation.method());
        assertThat(sent.getUrl())
                .isEqualTo("/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353"
                        + "/realtime/kit/14a396e7-ca44-4937-bf1f-050a69118543"
                        + "/meetings/550e8400-e29b-41d4-a716-446655440000" + operation.path());
        assertThat(sent.getBodyAsString()).isEqualTo(operation.body(golden));
        Map<String, String> headers = headers(sent);
        assertThat(headers.remove("user-agent")).matches("realtimekit-active-session/\\d\\S*");
        assertThat(headers.remove("content-type")).isEqualTo(operation.hasBody() ? "application/json" : null);
        assertThat(headers).isEqualTo(Map.of("accept", "application/json", "authorization", "Bearer " + Call.TOKEN));
    }

    static Stream<Arguments> requestIsSentExactlyAsInTheFile() {
        return Call.all()
                .flatMap(call -> call.operation().requests().stream().map(request -> Arguments.of(call, request)));
    }

    /** All headers except those that HTTP itself needs. */
    private static Map<String, String> headers(Request sent) {
        Map<String, String> headers = new TreeMap<>();
        for (HttpHeader header : sent.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), String.join(" and ", header.values()));
        }
        headers.keySet().removeAll(Set.of("accept-encoding", "connection", "content-length", "host"));
        return headers;
    }

    @ParameterizedTest
    @MethodSource
    void idIsOnePercentEncodedSegment(Call call, String id) {
        String path = call.operation().path(IDS.get(id), IDS.get(id), IDS.get(id));
        SERVER.answer(call.operation(), path, call.operation().filled());

        try (ActiveSessionClient client =
                SERVER.builder().accountId(id).appId(id).build()) {
            call.on(client, id);
        }

        assertThat(SERVER.theRequest().getUrl()).isEqualTo("/client/v4" + path);
    }

    static Stream<Arguments> idIsOnePercentEncodedSegment() {
        return Call.with(Call.inTurn(), IDS.keySet());
    }
}
