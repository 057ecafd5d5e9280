package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Service.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.operations.Call;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OkHttp would resend these, but a poll is never sent twice, and nothing more than three times in an attempt. */
@Execution(ExecutionMode.CONCURRENT)
class SentOnceTest {
    private static final String NOW = "Retry-After: 0";

    private enum Fault {
        CLOSED(Service::hangUp),
        CUT_OFF(Service::breakOff),
        HTTP_503_CUT_OFF(() -> breakOff().setResponseCode(503)),
        SILENT(Service::silence),
        HTTP_408(() -> answer(408, "")),
        HTTP_503_AT_ONCE(() -> answer(503, "", NOW)),
        STREAM_CANCELLED(() -> reset(8)),
        INTERNAL_ERROR(() -> reset(2)),
        /** The request went to the wrong server, which did nothing. */
        HTTP_421(() -> answer(421, ""));

        private final Supplier<MockResponse> response;

        Fault(Supplier<MockResponse> response) {
            this.response = response;
        }

        boolean mayHaveBeenProcessed() {
            return this != HTTP_421;
        }

        Duration waits() {
            return Duration.ofSeconds(this == SILENT ? 2 : 50);
        }

        boolean exists(Way way) {
            return way.isHttp2() || (this != STREAM_CANCELLED && this != INTERNAL_ERROR);
        }
    }

    static Stream<Arguments> pollIsSentOnce() {
        return faults(Call.notRepeatable(), List.of(Way.values()));
    }

    @ParameterizedTest
    @MethodSource
    void pollIsSentOnce(Call poll, Way way, Fault fault) throws Exception {
        try (var service = way.service(success(poll.operation()), fault.response.get());
                var first = way.patientClient(service.url()).build();
                var client = first.newBuilder().attemptTimeout(fault.waits()).build()) {
            poll.on(first);
            RealtimeKitException e = poll.failure(client);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(fault.mayHaveBeenProcessed());
            assertThat(service.hasRead(2)).isTrue();
            assertThat(service.requests()).as("including the one before").hasSize(2);
            assertThat(service.requests().get(1).getSequenceNumber())
                    .as("requests before on its connection")
                    .isEqualTo(1);
        }
    }

    static Stream<Arguments> nothingIsSentMoreThanThreeTimes() {
        return faults(Call.inTurn().filter(call -> call.operation().repeatable()), Way.OWN);
    }

    @ParameterizedTest
    @MethodSource
    void nothingIsSentMoreThanThreeTimes(Call call, Way way, Fault fault) throws Exception {
        MockResponse[] again = new MockResponse[9];
        Arrays.setAll(again, i -> i == 0 ? success(call.operation()) : fault.response.get());
        try (var service = way.service(again);
                var first = way.patientClient(service.url()).maxRetries(0).build();
                var client = first.newBuilder().attemptTimeout(fault.waits()).build()) {
            call.on(first);
            RealtimeKitException e = call.failure(client);
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.requestMayHaveBeenProcessed()).isEqualTo(fault.mayHaveBeenProcessed());
            assertThat(service.hasRead(2)).isTrue();
            assertThat(service.requests()).as("including the one before").hasSizeBetween(2, 4);
        }
    }

    static Stream<Arguments> interceptorMayRenewItsTokenAfterA401() {
        return Call.with(Call.all(), List.of(Way.SUPPLIED_HTTP_1, Way.SUPPLIED_HTTP_2));
    }

    /** This proves that nothing was done. */
    @ParameterizedTest
    @MethodSource
    void interceptorMayRenewItsTokenAfterA401(Call call, Way way) throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    if (response.code() != 401) {
                        return response;
                    }
                    response.close();
                    return chain.proceed(chain.request()
                            .newBuilder()
                            .header("Authorization", "Bearer fresh")
                            .build());
                })
                .build();
        try (var service = way.service(answer(401, "{\"message\":\"Unauthorized\"}"));
                var client = service.client().httpClient(http).build()) {
            assertThat(call.on(client)).isEqualTo(call.success());
            assertThat(service.requests())
                    .extracting(request -> request.getHeader("Authorization"))
                    .containsExactly("Bearer " + Call.TOKEN, "Bearer fresh");
        }
    }

    private static Stream<Arguments> faults(Stream<Call> calls, Collection<Way> ways) {
        return calls.flatMap(call -> ways.stream()
                .flatMap(way -> Stream.of(Fault.values())
                        .filter(fault -> fault.exists(way))
                        .map(fault -> Arguments.of(call, way, fault))));
    }
}
