package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that are encoded in an unusual way, or no HTTP at all. */
@Execution(ExecutionMode.CONCURRENT)
class ResponsesTest {
    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#inTurn")
    void encodedSuccessIsRead(Call call) throws Exception {
        String body = call.operation().filled();
        Buffer utf16 = new Buffer().writeString("\uFEFF" + body, StandardCharsets.UTF_16LE);
        try (var service =
                        http1(answer(200, "").setBody(utf16), answer(200, body).setChunkedBody(body, 7));
                var client = service.client().build()) {
            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(call.on(client)).isEqualTo(call.success());
        }
    }

    static Stream<Arguments> brokenHttpIsNoResponse() {
        return Call.with(
                Call.inTurn(),
                List.of(
                        named("greeting", broken().setStatus("Hello")),
                        named("status of four digits", broken().setStatus("HTTP/1.1 2000 OK")),
                        named("endless header", broken().addHeader("X-Endless", "x".repeat(300_000))),
                        named("short body", broken().setBody("{}").setHeader("Content-Length", 100)),
                        named(
                                "no chunk",
                                broken().setBody("zz\r\n{}")
                                        .setHeader("Transfer-Encoding", "chunked")
                                        .removeHeader("Content-Length"))));
    }

    private static MockResponse broken() {
        return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
    }

    @ParameterizedTest
    @MethodSource
    void brokenHttpIsNoResponse(Call call, MockResponse response) throws Exception {
        try (var service = http1(response);
                var client = service.client().maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> refusalIsWhatItsStatusSays() {
        return Call.all()
                .flatMap(call -> Stream.of(Way.values())
                        .flatMap(way -> Stream.of(400, 401, 404, 503).map(status -> Arguments.of(call, way, status))));
    }

    /**
     * The body breaks off, or is no gzip, or the service says so of an empty one. An ordinary call comes first: on a new
     * HTTP/2 connection, OkHttp still acknowledges the settings while the service closes it, and loses the response.
     */
    @ParameterizedTest
    @MethodSource
    void refusalIsWhatItsStatusSays(Call call, Way way, int status) throws Exception {
        List<MockResponse> bodies = List.of(
                breakOff().setResponseCode(status),
                answer(status, "{}", "Content-Encoding: gzip"),
                answer(status, "", "Content-Encoding: gzip"));
        for (MockResponse body : bodies) {
            try (var service = way.service(success(call.operation()), body);
                    var client = way.patientClient(service).maxRetries(0).build()) {
                call.on(client);
                RealtimeKitException e = call.failure(client);
                assertThat(e).isInstanceOf(ApiException.class).hasMessageContaining("was not read to its end");
                assertThat(((ApiException) e).status()).isEqualTo(status);
                assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(status == 503);
            }
        }
    }
}
