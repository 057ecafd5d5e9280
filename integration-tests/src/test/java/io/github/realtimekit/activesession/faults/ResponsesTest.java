package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ActiveSessionClient;
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

/** Responses with an unusual encoding, or that are not HTTP. */
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

    static Stream<Arguments> brokenHttpIsNotAResponse() {
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
    void brokenHttpIsNotAResponse(Call call, MockResponse response) throws Exception {
        try (var service = http1(response);
                var client = service.client().maxRetries(0).build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(TransportException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> refusalWithABadEncodingIsWhatItsStatusSays() {
        return refusals(Way.values());
    }

    /** The header says gzip, but the body is not gzip, or is empty. */
    @ParameterizedTest
    @MethodSource
    void refusalWithABadEncodingIsWhatItsStatusSays(Call call, Way way, int status) throws Exception {
        MockResponse noGzip = answer(status, "{}", "Content-Encoding: gzip");
        MockResponse empty = answer(status, "", "Content-Encoding: gzip");
        try (var service = way.service(noGzip, empty);
                var client = way.patientClient(service.url()).maxRetries(0).build()) {
            requireRefusalNotReadToItsEnd(call, client, status);
            requireRefusalNotReadToItsEnd(call, client, status);
        }
    }

    static Stream<Arguments> refusalCutOffIsWhatItsStatusSays() {
        return refusals(Way.OWN_HTTP_1, Way.SUPPLIED_HTTP_1);
    }

    @ParameterizedTest
    @MethodSource
    void refusalCutOffIsWhatItsStatusSays(Call call, Way way, int status) throws Exception {
        try (var service = way.service(breakOff().setResponseCode(status));
                var client = way.patientClient(service.url()).maxRetries(0).build()) {
            requireRefusalNotReadToItsEnd(call, client, status);
        }
    }

    static Stream<Arguments> refusalCutOffOverHttp2IsWhatItsStatusSays() {
        return refusals(Way.OWN_HTTP_2, Way.SUPPLIED_HTTP_2);
    }

    /** The stream is reset. If the connection were closed, a client that is still sending could lose the status. */
    @ParameterizedTest
    @MethodSource
    void refusalCutOffOverHttp2IsWhatItsStatusSays(Call call, Way way, int status) throws Exception {
        try (var server = new Http2Server((connection, number) -> connection.breakOff(status));
                var client = way.patientClient(server.url()).maxRetries(0).build()) {
            requireRefusalNotReadToItsEnd(call, client, status);
        }
    }

    private static Stream<Arguments> refusals(Way... ways) {
        return Call.all()
                .flatMap(call -> Stream.of(ways)
                        .flatMap(way -> Stream.of(400, 401, 404, 503).map(status -> Arguments.of(call, way, status))));
    }

    private static void requireRefusalNotReadToItsEnd(Call call, ActiveSessionClient client, int status) {
        RealtimeKitException e = call.failure(client);
        assertThat(e).isInstanceOf(ApiException.class).hasMessageContaining("was not read to the end");
        assertThat(((ApiException) e).status()).isEqualTo(status);
        assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(status == 503);
    }
}
