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

/** One look for everybody who waits for a meeting. Its result, even a failure, is shared for a moment. */
record SharedLooks(ActiveSessionClient client, Duration moment, InstantSource clock, Map<String, Look> looks) {
    record Look(CompletableFuture<Optional<ActiveSession>> session, Instant until) {}

    SharedLooks(ActiveSessionClient client, Duration moment) {
        this(client, moment, InstantSource.system(), new ConcurrentHashMap<>());
    }

    CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
        Look look = looks.compute(meetingId, (id, last) -> last != null && isFresh(last) ? last : look(id));
        return look.session.copy(); // cancelling a copy ends nobody else's look
    }

    private Look look(String meetingId) {
        return new Look(client.async().find(meetingId), clock.instant().plus(moment));
    }

    private boolean isFresh(Look look) {
        return !look.session.isDone() || clock.instant().isBefore(look.until);
    }
}
