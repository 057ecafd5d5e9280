package io.github.realtimekit.activesession.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.operations.TestedOperation.Request;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A blocking or asynchronous call of an operation. Both must have the same outcome. */
public record Call(TestedOperation operation, boolean async) {
    public static final String TOKEN = "cf-S3cret_token-0123456789abcdefABCDEF40";
    public static final String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
    public static final String APP = "14a396e7-ca44-4937-bf1f-050a69118543";
    public static final String MEETING = "550e8400-e29b-41d4-a716-446655440000";

    /** Every operation, blocking and asynchronous. */
    public static Stream<Call> all() {
        return Arrays.stream(TestedOperation.values()).flatMap(Call::both);
    }

    public static Stream<Call> both(TestedOperation operation) {
        return Stream.of(new Call(operation, false), new Call(operation, true));
    }

    /** The calls that must not be sent twice. */
    public static Stream<Call> notRepeatable() {
        return all().filter(call -> !call.operation.repeatable());
    }

    /** Every operation once, alternately blocking and asynchronous, for tests that do not depend on that. */
    public static Stream<Call> inTurn() {
        return all().filter(call -> call.async == (call.operation.ordinal() % 2 == 0));
    }

    /** Combines each call with each case. */
    public static Stream<Arguments> with(Stream<Call> calls, Collection<?> cases) {
        return calls.flatMap(call -> cases.stream().map(one -> Arguments.of(call, one)));
    }

    /** A builder for a client for this server. */
    public static ActiveSessionClient.Builder client(String url) {
        return ActiveSessionClient.builder()
                .apiToken(TOKEN)
                .accountId(ACCOUNT)
                .appId(APP)
                .baseUrl(url);
    }

    /** What the call returns for a response with every field. */
    public Object success() {
        Object value = operation.value();
        return operation == TestedOperation.FIND ? Optional.of(value) : value;
    }

    /** The value, or the exception as a blocking caller sees it. */
    public Object on(ActiveSessionClient client) {
        return on(client, MEETING);
    }

    public Object on(ActiveSessionClient client, String meeting) {
        return on(client, meeting, operation.requests().get(0));
    }

    public Object on(ActiveSessionClient client, String meeting, Request request) {
        if (!async) {
            return request.blocking().apply(client, meeting);
        }
        try {
            return request.async()
                    .apply(client.async(), meeting)
                    .orTimeout(120, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The exception with which the call must end. */
    public RealtimeKitException failure(ActiveSessionClient client) {
        return failure(client, MEETING);
    }

    public RealtimeKitException failure(ActiveSessionClient client, String meeting) {
        Throwable thrown = catchThrowable(() -> on(client, meeting));
        assertThat(thrown).as("%s", this).isInstanceOf(RealtimeKitException.class);
        return (RealtimeKitException) thrown;
    }

    @Override
    public String toString() {
        return operation + (async ? " async" : " blocking");
    }
}
