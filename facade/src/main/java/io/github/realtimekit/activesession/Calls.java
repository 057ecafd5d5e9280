package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
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
import retrofit2.Call;

/**
 * The operations: how each checks its arguments, makes its request with the generated client, and finds its value in
 * the envelope. The blocking and the asynchronous client share them.
 */
record Calls(Settings settings) {
    ApiCall<ActiveSession> get(String meetingId) {
        return look(meetingId, ActiveSession::new, Optional.empty());
    }

    ApiCall<Optional<ActiveSession>> find(String meetingId) {
        return look(
                meetingId,
                (json, fields) -> Optional.of(new ActiveSession(json, fields)),
                Optional.of(Optional.empty()));
    }

    ApiCall<KickResult> kick(String meetingId, Participants participants) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids()))
                .customParticipantIds(List.copyOf(participants.customIds()));
        Evaluation<?, ?, KickResult> evaluation = new Evaluation<>(
                Operation.KICK,
                KickResponseJson.class,
                KickResponseJson::getSuccess,
                KickResponseJson::getData,
                KickResult::new,
                Optional.empty());
        return call(
                evaluation, meetingId, api().kickParticipants(settings.accountId(), settings.appId(), meetingId, body));
    }

    ApiCall<KickAllResult> kickAll(String meetingId) {
        Arguments.id("meetingId", meetingId);
        Evaluation<?, ?, KickAllResult> evaluation = new Evaluation<>(
                Operation.KICK_ALL,
                KickAllResponseJson.class,
                KickAllResponseJson::getSuccess,
                KickAllResponseJson::getData,
                KickAllResult::new,
                Optional.empty());
        return call(
                evaluation, meetingId, api().kickAllParticipants(settings.accountId(), settings.appId(), meetingId));
    }

    ApiCall<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous().orElse(null))
                .hideVotes(poll.hideVotes().orElse(null));
        Evaluation<?, ?, CreatePollResult> evaluation = new Evaluation<>(
                Operation.CREATE_POLL,
                CreatePollResponseJson.class,
                CreatePollResponseJson::getSuccess,
                CreatePollResponseJson::getData,
                CreatePollResult::new,
                Optional.empty());
        return call(evaluation, meetingId, api().createPoll(settings.accountId(), settings.appId(), meetingId, body));
    }

    private <T> ApiCall<T> look(
            String meetingId, BiFunction<ActiveSessionJson, FieldReader, T> value, Optional<T> ifNotFound) {
        Arguments.id("meetingId", meetingId);
        Evaluation<?, ?, T> evaluation = new Evaluation<>(
                Operation.GET,
                ActiveSessionResponseJson.class,
                ActiveSessionResponseJson::getSuccess,
                ActiveSessionResponseJson::getData,
                value,
                ifNotFound);
        return call(evaluation, meetingId, api().getActiveSession(settings.accountId(), settings.appId(), meetingId));
    }

    private ActiveSessionApi api() {
        return settings.api();
    }

    private <T> ApiCall<T> call(Evaluation<?, ?, T> evaluation, String meetingId, Call<?> call) {
        return new ApiCall<>(settings, evaluation, meetingId, call.request());
    }
}
