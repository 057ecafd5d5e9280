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
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * The operations: how each checks its arguments, makes its request with the generated client, and finds its value in
 * the envelope. The blocking and the asynchronous client share them.
 */
record Calls(Settings settings) {
    private static final Evaluation<?, ?, ActiveSession> GET = look(ActiveSession::new, null);
    private static final Evaluation<?, ?, Optional<ActiveSession>> FIND =
            look((json, fields) -> Optional.of(new ActiveSession(json, fields)), Optional.empty());

    private static final Evaluation<?, ?, KickResult> KICK = new Evaluation<>(
            Operation.KICK,
            Json.adapter(KickResponseJson.class),
            KickResponseJson::getSuccess,
            KickResponseJson::getData,
            KickResult::new,
            null);

    private static final Evaluation<?, ?, KickAllResult> KICK_ALL = new Evaluation<>(
            Operation.KICK_ALL,
            Json.adapter(KickAllResponseJson.class),
            KickAllResponseJson::getSuccess,
            KickAllResponseJson::getData,
            KickAllResult::new,
            null);

    private static final Evaluation<?, ?, CreatePollResult> CREATE_POLL = new Evaluation<>(
            Operation.CREATE_POLL,
            Json.adapter(CreatePollResponseJson.class),
            CreatePollResponseJson::getSuccess,
            CreatePollResponseJson::getData,
            CreatePollResult::new,
            null);

    ApiCall<ActiveSession> get(String meetingId) {
        Arguments.id("meetingId", meetingId);
        return call(GET, meetingId, api().getActiveSession(settings.accountId(), settings.appId(), meetingId));
    }

    ApiCall<Optional<ActiveSession>> find(String meetingId) {
        Arguments.id("meetingId", meetingId);
        return call(FIND, meetingId, api().getActiveSession(settings.accountId(), settings.appId(), meetingId));
    }

    ApiCall<KickResult> kick(String meetingId, Participants participants) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids()))
                .customParticipantIds(List.copyOf(participants.customIds()));
        return call(KICK, meetingId, api().kickParticipants(settings.accountId(), settings.appId(), meetingId, body));
    }

    ApiCall<KickAllResult> kickAll(String meetingId) {
        Arguments.id("meetingId", meetingId);
        return call(KICK_ALL, meetingId, api().kickAllParticipants(settings.accountId(), settings.appId(), meetingId));
    }

    ApiCall<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous().orElse(null))
                .hideVotes(poll.hideVotes().orElse(null));
        return call(CREATE_POLL, meetingId, api().createPoll(settings.accountId(), settings.appId(), meetingId, body));
    }

    private static <T> Evaluation<?, ?, T> look(
            BiFunction<ActiveSessionJson, FieldReader, T> value, @Nullable T ifNotFound) {
        return new Evaluation<>(
                Operation.GET,
                Json.adapter(ActiveSessionResponseJson.class),
                ActiveSessionResponseJson::getSuccess,
                ActiveSessionResponseJson::getData,
                value,
                ifNotFound);
    }

    private ActiveSessionApi api() {
        return settings.api();
    }

    private <T> ApiCall<T> call(Evaluation<?, ?, T> evaluation, String meetingId, Call<?> call) {
        return new ApiCall<>(settings, evaluation, meetingId, call.request());
    }
}
