package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiError;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.SessionParticipant;
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
    public long get(String meetingId) {
        try {
            return sum(client.get(meetingId));
        } catch (NotFoundException e) {
            ApiError error = e.errors().get(0);
            return e.status() + error.code().orElse(0) + error.message().length();
        }
    }

    @Override
    public CompletableFuture<Long> getAsync(String meetingId) {
        return client.async().get(meetingId).thenApply(LibraryClient::sum);
    }

    @Override
    public long kick(String meetingId) {
        return sum(client.kick(meetingId, Participants.withIds(PARTICIPANTS)));
    }

    @Override
    public void close() {
        client.close();
    }

    private static long sum(ActiveSession session) {
        String name = session.meetingDisplayName().orElse(null);
        String organization = session.organizationId().orElse(null);
        long sum = Client.sum(session.id(), session.associatedId(), name, organization, session.typeAsString())
                + session.status().ordinal()
                + session.liveParticipants()
                + session.maxConcurrentParticipants()
                + (long) session.minutesConsumed()
                + Client.sum(session.createdAt(), session.startedAt(), session.updatedAt())
                + Client.sum(session.endedAt().orElse(null))
                + session.meta().size();
        for (ActiveSession room : session.breakoutRooms()) {
            sum += sum(room);
        }
        return sum;
    }

    private static long sum(KickResult result) {
        long sum = Client.sum(result.action().orElse(null));
        for (SessionParticipant participant : result.participants()) {
            String email = participant.email().orElse(null);
            String name = participant.name().orElse(null);
            String picture = participant.picture().orElse(null);
            sum += Client.sum(participant.id(), email, name, picture)
                    + Client.sum(participant.createdAt(), participant.updatedAt());
        }
        return sum;
    }
}
