package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.Golden;
import io.github.realtimekit.activesession.operations.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact requests. */
class RequestsTest {
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

    @EachCall
    void requestHasMethodPathAndNoMoreHeaders(Call call) {
        Operation operation = call.operation();
        answer(operation);
        call.on(SERVER.client());
        Request request = SERVER.theRequest().getRequest();

        assertThat(request.getMethod().getName()).isEqualTo(operation.method());
        assertThat(request.getUrl())
                .isEqualTo("/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353"
                        + "/realtime/kit/14a396e7-ca44-4937-bf1f-050a69118543"
                        + "/meetings/550e8400-e29b-41d4-a716-446655440000" + operation.path());
        assertThat(values(request, "Authorization")).containsExactly("Bearer " + Call.TOKEN);
        assertThat(values(request, "Accept")).containsExactly("application/json");
        assertThat(values(request, "User-Agent"))
                .singleElement()
                .asString()
                .matches("realtimekit-active-session/\\d\\S*");
        assertThat(values(request, "Content-Type"))
                .isEqualTo(operation.hasBody() ? List.of("application/json") : List.of());
        assertThat(request.getHeaders().all().stream().map(HttpHeader::key).map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(headersOf(operation));
    }

    @ParameterizedTest
    @MethodSource
    void idIsOnePercentEncodedSegment(Call call, String id) {
        String encoded = IDS.get(id);
        SERVER.answer(
                call.operation(),
                encoded,
                encoded,
                encoded,
                ContractServer.json(call.operation().success(), call.operation().minimal()));
        try (ActiveSessionClient client =
                SERVER.builder().accountId(id).appId(id).build()) {
            call.on(client, id);
        }

        assertThat(SERVER.theRequest().getRequest().getUrl())
                .isEqualTo("/client/v4" + call.operation().path(encoded, encoded, encoded));
    }

    static Stream<Arguments> idIsOnePercentEncodedSegment() {
        return Call.with(Call.all(), IDS.keySet());
    }

    @ParameterizedTest
    @MethodSource
    void bodyIsTheGoldenOneInUtf8(Call call, Operation.Request request) {
        answer(call.operation());
        call.on(SERVER.client(), Call.MEETING, request);

        assertThat(SERVER.theRequest().getRequest().getBodyAsString())
                .isEqualTo(
                        request.golden().isEmpty()
                                ? ""
                                : Golden.json(request.golden()).toString());
    }

    static Stream<Arguments> bodyIsTheGoldenOneInUtf8() {
        return Call.all()
                .flatMap(call -> call.operation().requests().stream().map(request -> Arguments.of(call, request)));
    }

    private static void answer(Operation operation) {
        SERVER.answer(operation, ContractServer.json(operation.success(), operation.minimal()));
    }

    private static List<String> headersOf(Operation operation) {
        Stream<String> always =
                Stream.of("accept", "accept-encoding", "authorization", "connection", "host", "user-agent");
        Stream<String> ofPost = operation.method().equals("POST") ? Stream.of("content-length") : Stream.empty();
        Stream<String> ofBody = operation.hasBody() ? Stream.of("content-type") : Stream.empty();
        return Stream.of(always, ofPost, ofBody).flatMap(names -> names).toList();
    }

    private static List<String> values(Request request, String header) {
        return request.getHeaders().all().stream()
                .filter(one -> one.keyEquals(header))
                .flatMap(one -> one.values().stream())
                .toList();
    }
}
