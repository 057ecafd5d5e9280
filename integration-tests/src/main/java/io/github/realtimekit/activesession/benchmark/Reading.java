package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.SessionParticipant;
import io.github.realtimekit.activesession.generated.model.ActiveSessionJson;
import io.github.realtimekit.activesession.generated.model.KickResultJson;
import io.github.realtimekit.activesession.generated.model.SessionParticipantJson;
import org.openjdk.jmh.infra.Blackhole;

/** Reads every field of a value once, as a program would that uses it all. */
final class Reading {
    private Reading() {}

    static void all(ActiveSession session, Blackhole reader) {
        reader.consume(session.id());
        reader.consume(session.associatedId());
        reader.consume(session.meetingDisplayName());
        reader.consume(session.organizationId());
        reader.consume(session.status());
        reader.consume(session.typeAsString());
        reader.consume(session.liveParticipants());
        reader.consume(session.maxConcurrentParticipants());
        reader.consume(session.minutesConsumed());
        reader.consume(session.createdAt());
        reader.consume(session.startedAt());
        reader.consume(session.updatedAt());
        reader.consume(session.endedAt());
        reader.consume(session.meta());
        for (ActiveSession room : session.breakoutRooms()) {
            all(room, reader);
        }
    }

    static void all(HandWritten.Session session, Blackhole reader) {
        reader.consume(session.id);
        reader.consume(session.associatedId);
        reader.consume(session.meetingDisplayName());
        reader.consume(session.organizationId());
        reader.consume(session.status);
        reader.consume(session.type);
        reader.consume(session.liveParticipants);
        reader.consume(session.maxConcurrentParticipants);
        reader.consume(session.minutesConsumed);
        reader.consume(session.createdAt);
        reader.consume(session.startedAt);
        reader.consume(session.updatedAt);
        reader.consume(session.endedAt());
        reader.consume(session.meta);
        for (HandWritten.Session room : session.breakoutRooms) {
            all(room, reader);
        }
    }

    /** Of the generated models, which leave every scalar as it came. */
    static void all(ActiveSessionJson session, Blackhole reader) {
        reader.consume(session.getId());
        reader.consume(session.getAssociatedId());
        reader.consume(session.getMeetingDisplayName());
        reader.consume(session.getOrganizationId());
        reader.consume(session.getStatus());
        reader.consume(session.getType());
        reader.consume(session.getLiveParticipants());
        reader.consume(session.getMaxConcurrentParticipants());
        reader.consume(session.getMinutesConsumed());
        reader.consume(session.getCreatedAt());
        reader.consume(session.getStartedAt());
        reader.consume(session.getUpdatedAt());
        reader.consume(session.getEndedAt());
        reader.consume(session.getMeta());
        for (ActiveSessionJson room : session.getBreakoutRooms()) {
            all(room, reader);
        }
    }

    static void all(KickResult result, Blackhole reader) {
        reader.consume(result.action());
        for (SessionParticipant participant : result.participants()) {
            reader.consume(participant.id());
            reader.consume(participant.createdAt());
            reader.consume(participant.updatedAt());
            reader.consume(participant.email());
            reader.consume(participant.name());
            reader.consume(participant.picture());
        }
    }

    static void all(HandWritten.Kicked result, Blackhole reader) {
        reader.consume(result.action());
        for (HandWritten.Participant participant : result.participants) {
            reader.consume(participant.id);
            reader.consume(participant.createdAt);
            reader.consume(participant.updatedAt);
            reader.consume(participant.email());
            reader.consume(participant.name());
            reader.consume(participant.picture());
        }
    }

    static void all(KickResultJson result, Blackhole reader) {
        reader.consume(result.getAction());
        for (SessionParticipantJson participant : result.getParticipants()) {
            reader.consume(participant.getId());
            reader.consume(participant.getCreatedAt());
            reader.consume(participant.getUpdatedAt());
            reader.consume(participant.getEmail());
            reader.consume(participant.getName());
            reader.consume(participant.getPicture());
        }
    }
}
