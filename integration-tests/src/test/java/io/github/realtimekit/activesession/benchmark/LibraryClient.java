package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiError;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.SessionParticipant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** This library as it comes. */
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
            ApiError error = e.errors().get(0);
            return Objects.hash(e.status(), error.code().getAsInt(), error.message());
        }
    }

    @Override
    public CompletableFuture<Integer> getAsync(String meetingId) {
        return client.async().get(meetingId).thenApply(LibraryClient::hash);
    }

    @Override
    public int kick(String meetingId) {
        int hash = 0;
        for (SessionParticipant it :
                client.kick(meetingId, Participants.withIds(PARTICIPANTS)).participants()) {
            String name = it.name().orElse(null);
            String email = it.email().orElse(null);
            String picture = it.picture().orElse(null);
            hash += Objects.hash(it.id(), it.createdAt(), it.updatedAt(), email, name, picture);
        }
        return hash;
    }

    private static int hash(ActiveSession it) {
        String name = it.meetingDisplayName().orElse(null);
        String organization = it.organizationId().orElse(null);
        int hash = Objects.hash(it.id(), it.associatedId(), name, organization, it.typeAsString())
                + Objects.hash(it.statusAsString(), it.liveParticipants(), it.maxConcurrentParticipants())
                + Objects.hash(it.minutesConsumed(), it.createdAt(), it.startedAt())
                + Objects.hash(
                        it.updatedAt(), it.endedAt().orElse(null), it.meta().size());
        for (ActiveSession room : it.breakoutRooms()) {
            hash += hash(room);
        }
        return hash;
    }
}
