package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.GzipSink;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of something else than the API, and those that are too large, compressed, encoded or no HTTP at all. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class ResponsesTest {
    private static final int LARGEST = 16 * 1024 * 1024;

    static Stream<Arguments> pageThatAnswers200IsNotTheService() {
        return Call.with(
                Call.all(),
                List.of(
                        page("text/html", "<html><body>Please accept the terms</body></html>"),
                        page("text/plain", "OK"),
                        page("text/html; charset=utf-8", ""),
                        page("application/json", "{\"status\":\"up\"}"),
                        page("application/json", "[1,2]")));
    }

    private static Named<MockResponse> page(String type, String body) {
        return named(type + " " + body, answer(200, body).setHeader("Content-Type", type));
    }

    @ParameterizedTest
    @MethodSource
    void pageThatAnswers200IsNotTheService(Call call, MockResponse page) throws Exception {
        try (var service = http1(page);
                var client = service.client().build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(UnreadableResponseException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(e)
                    .hasMessageContaining(page.getHeaders().get("Content-Type").split(";")[0])
                    .hasMessageContaining("base URL")
                    .hasMessageContaining("prox");
            if (call.operation() == Operation.CREATE_POLL) {
                assertThat(e).hasMessageContaining("may exist");
            } else if (call.operation().method().equals("POST")) {
                assertThat(e).hasMessageContaining("may have been kicked");
            }
            assertThat(service.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> unreadableSuccessIsNotRetried() {
        return Call.inTurn().flatMap(call -> unreadable(call.operation()).map(body -> Arguments.of(call, body)));
    }

    private static Stream<Named<MockResponse>> unreadable(Operation operation) {
        String body = operation.filled();
        return Stream.of(
                named("too large", answer(200, " ".repeat(LARGEST + 1) + body)),
                named("too large unpacked", gzip(" ".repeat(LARGEST + 1) + body)),
                named("deep", answer(200, "[".repeat(1_000_000))),
                named("two documents", answer(200, body + body)));
    }

    @ParameterizedTest
    @MethodSource
    void unreadableSuccessIsNotRetried(Call call, MockResponse response) throws Exception {
        try (var service = http1(response);
                var client = service.client().build()) {
            RealtimeKitException e = call.failure(client);
            assertThat(e).isInstanceOf(UnreadableResponseException.class);
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(service.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> readableSuccessIsRead() {
        return Call.inTurn().flatMap(call -> readable(call.operation()).map(body -> Arguments.of(call, body)));
    }

    private static Stream<Named<MockResponse>> readable(Operation operation) {
        String body = operation.filled();
        Buffer utf16 = new Buffer().writeString("\uFEFF" + body, StandardCharsets.UTF_16LE);
        int room = LARGEST - body.getBytes(StandardCharsets.UTF_8).length;
        return Stream.of(
                named("largest", answer(200, " ".repeat(room) + body)),
                named("packed", gzip(body)),
                named("UTF-16", answer(200, "").setBody(utf16)),
                named("chunks", answer(200, body).setChunkedBody(body, 7)));
    }

    @ParameterizedTest
    @MethodSource
    void readableSuccessIsRead(Call call, MockResponse response) throws Exception {
        try (var service = http1(response);
                var client = service.client().build()) {
            assertThat(call.on(client)).isNotNull();
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

    @ParameterizedTest
    @MethodSource("io.github.realtimekit.activesession.operations.Call#inTurn")
    void largeRefusalIsCutOff(Call call) throws Exception {
        try (var service = http1(gzip("no ".repeat(LARGEST)).setResponseCode(400));
                var client = service.client().build()) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> call.on(client));
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
            assertThat(e.response().body()).hasSizeLessThan(100_000);
        }
    }

    private static MockResponse gzip(String body) {
        Buffer packed = new Buffer();
        try (var sink = new GzipSink(packed)) {
            sink.write(new Buffer().writeUtf8(body), body.getBytes(StandardCharsets.UTF_8).length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer(200, "", "Content-Encoding: gzip").setBody(packed);
    }
}
