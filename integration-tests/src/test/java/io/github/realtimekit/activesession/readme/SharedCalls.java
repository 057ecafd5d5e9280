package io.github.realtimekit.activesession.readme;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** One call for everybody who is waiting for a meeting. Its result, even a failure, is shared for a moment. */
record SharedCalls(ActiveSessionClient client, Duration moment, InstantSource clock, Map<String, SharedCall> calls) {
    record SharedCall(CompletableFuture<Optional<ActiveSession>> session, Instant until) {}

    SharedCalls(ActiveSessionClient client, Duration moment) {
        this(client, moment, InstantSource.system(), new ConcurrentHashMap<>());
    }

    CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
        SharedCall call = calls.compute(meetingId, (id, last) -> last != null && isFresh(last) ? last : call(id));
        return call.session.copy(); // cancelling a copy does not cancel anybody else's call
    }

    private SharedCall call(String meetingId) {
        return new SharedCall(client.async().find(meetingId), clock.instant().plus(moment));
    }

    private boolean isFresh(SharedCall call) {
        return !call.session.isDone() || clock.instant().isBefore(call.until);
    }
}
