package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.Exchange.Plan;
import io.github.realtimekit.activesession.generated.model.ActiveSessionJson;
import io.github.realtimekit.activesession.generated.model.ActiveSessionResponseJson;
import io.github.realtimekit.activesession.generated.model.CreatePollResponseJson;
import io.github.realtimekit.activesession.generated.model.KickAllResponseJson;
import io.github.realtimekit.activesession.generated.model.KickResponseJson;
import io.github.realtimekit.activesession.generated.model.NewPollJson;
import io.github.realtimekit.activesession.generated.model.ParticipantsJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The operations, each checked and ready to run: what the blocking and the asynchronous client share. */
record Calls(Settings settings) {

    Exchange<?, ActiveSession> get(String meetingId) {
        return look(meetingId, ActiveSession::new, null);
    }

    Exchange<?, Optional<ActiveSession>> find(String meetingId) {
        return look(meetingId, (json, source) -> Optional.of(new ActiveSession(json, source)), Optional.empty());
    }

    private <T> Exchange<?, T> look(
            String meetingId, BiFunction<ActiveSessionJson, Source, T> value, @Nullable T ifNotFound) {
        String meeting = Arguments.id("meetingId", meetingId);
        return new Exchange<>(
                settings,
                meeting,
                new Plan<>(
                        Operation.GET,
                        api -> api.getActiveSession(settings.accountId(), settings.appId(), meeting),
                        ActiveSessionResponseJson::getSuccess,
                        ActiveSessionResponseJson::getData,
                        value,
                        ifNotFound));
    }

    Exchange<?, KickResult> kick(String meetingId, Participants participants) {
        String meeting = Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids()))
                .customParticipantIds(List.copyOf(participants.customIds()));
        return new Exchange<>(
                settings,
                meeting,
                new Plan<>(
                        Operation.KICK,
                        api -> api.kickParticipants(settings.accountId(), settings.appId(), meeting, body),
                        KickResponseJson::getSuccess,
                        KickResponseJson::getData,
                        KickResult::new,
                        null));
    }

    Exchange<?, KickAllResult> kickAll(String meetingId) {
        String meeting = Arguments.id("meetingId", meetingId);
        return new Exchange<>(
                settings,
                meeting,
                new Plan<>(
                        Operation.KICK_ALL,
                        api -> api.kickAllParticipants(settings.accountId(), settings.appId(), meeting),
                        KickAllResponseJson::getSuccess,
                        KickAllResponseJson::getData,
                        KickAllResult::new,
                        null));
    }

    Exchange<?, CreatePollResult> createPoll(String meetingId, NewPoll poll) {
        String meeting = Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous())
                .hideVotes(poll.hideVotes());
        return new Exchange<>(
                settings,
                meeting,
                new Plan<>(
                        Operation.CREATE_POLL,
                        api -> api.createPoll(settings.accountId(), settings.appId(), meeting, body),
                        CreatePollResponseJson::getSuccess,
                        CreatePollResponseJson::getData,
                        CreatePollResult::new,
                        null));
    }
}
