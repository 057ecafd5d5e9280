package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** This library with its defaults. An Optional has the hash of its value, or of null if it is empty. */
final class LibraryClient implements Client {
    private final ActiveSessionClient client;

    LibraryClient(String baseUrl) {
        client = ActiveSessionClient.builder()
                .apiToken(TOKEN)
                .accountId(ACCOUNT)
                .appId(APP)
                .baseUrl(baseUrl)
                .build();
    }

    @Override
    public int get(String meetingId) {
        try {
            return hash(client.get(meetingId));
        } catch (NotFoundException e) {
            var error = e.errors().get(0);
            return (e.status() + " " + error.code().getAsInt() + " " + error.message()).hashCode();
        }
    }

    @Override
    public CompletableFuture<Integer> getAsync(String meetingId) {
        return client.async().get(meetingId).thenApply(LibraryClient::hash);
    }

    @Override
    public int kick(String meetingId) {
        int hash = 1;
        for (var p : client.kick(meetingId, Participants.withIds(PARTICIPANT)).participants()) {
            hash = 31 * hash + Objects.hash(p.id(), p.createdAt(), p.updatedAt(), p.email(), p.name(), p.picture());
        }
        return hash;
    }

    private static int hash(ActiveSession it) {
        int rooms = 1;
        for (ActiveSession room : it.breakoutRooms()) {
            rooms = 31 * rooms + hash(room);
        }
        return Objects.hash(it.id(), it.associatedId(), it.meetingDisplayName(), it.organizationId())
                + Objects.hash(it.typeAsString(), it.statusAsString(), it.liveParticipants())
                + Objects.hash(it.maxConcurrentParticipants(), it.minutesConsumed(), it.meta())
                + Objects.hash(it.createdAt(), it.startedAt(), it.updatedAt(), it.endedAt())
                + rooms;
    }
}
