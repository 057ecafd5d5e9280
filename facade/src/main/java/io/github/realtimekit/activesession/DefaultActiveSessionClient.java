package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import io.github.realtimekit.activesession.generated.model.NewPollJson;
import io.github.realtimekit.activesession.generated.model.ParticipantsJson;
import io.github.realtimekit.activesession.internal.http.CallSettings;
import io.github.realtimekit.activesession.internal.http.HttpCall;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.EventListener;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * The client: makes the request of each operation with the generated interface, and hands it down to be sent. It is not
 * final, since Spring Boot's aspects subclass the class of a bean.
 */
class DefaultActiveSessionClient implements ActiveSessionClient {
    private final Builder settings;
    private final String accountId;
    private final String appId;
    private final CallSettings calls;
    private final boolean ownsTransport;
    private final ActiveSessionApi api;

    /** A client of a complete builder, which closes the transport if it owns it. */
    DefaultActiveSessionClient(
            Builder settings, String accountId, String appId, CallSettings calls, boolean ownsTransport) {
        this.settings = settings;
        this.accountId = accountId;
        this.appId = appId;
        this.calls = calls;
        this.ownsTransport = ownsTransport;
        // It makes requests and sends none; a listener would hear of calls that never end.
        this.api = new Retrofit.Builder()
                .baseUrl(settings.baseUrl)
                .callFactory(calls.transport()
                        .http()
                        .newBuilder()
                        .eventListener(EventListener.NONE)
                        .build())
                .addConverterFactory(Json.converters())
                .build()
                .create(ActiveSessionApi.class);
    }

    private HttpCall<ActiveSession> callGet(String meetingId) {
        Operation<ActiveSession> operation = Operation.get(meetingId);
        return call(operation, api.getActiveSession(accountId, appId, meetingId), operation::read);
    }

    private HttpCall<Optional<ActiveSession>> callFind(String meetingId) {
        Operation<ActiveSession> operation = Operation.get(meetingId);
        return call(operation, api.getActiveSession(accountId, appId, meetingId), operation::find);
    }

    private HttpCall<KickResult> callKick(String meetingId, Participants participants) {
        Operation<KickResult> operation = Operation.kick(meetingId);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids())) // as a List<Object>
                .customParticipantIds(List.copyOf(participants.customIds()));
        return call(operation, api.kickParticipants(accountId, appId, meetingId, body), operation::read);
    }

    private HttpCall<KickAllResult> callKickAll(String meetingId) {
        Operation<KickAllResult> operation = Operation.kickAll(meetingId);
        return call(operation, api.kickAllParticipants(accountId, appId, meetingId), operation::read);
    }

    private HttpCall<CreatePollResult> callCreatePoll(String meetingId, NewPoll poll) {
        Operation<CreatePollResult> operation = Operation.createPoll(meetingId);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous().orElse(null))
                .hideVotes(poll.hideVotes().orElse(null));
        return call(operation, api.createPoll(accountId, appId, meetingId, body), operation::read);
    }

    private <T> HttpCall<T> call(Operation<?> operation, Call<?> call, Function<HttpCall.Result, T> meaning) {
        return new HttpCall<>(calls, operation.name(), call.request(), operation.idempotent(), meaning);
    }

    @Override
    public ActiveSession get(String meetingId) {
        return callGet(meetingId).execute();
    }

    @Override
    public Optional<ActiveSession> find(String meetingId) {
        return callFind(meetingId).execute();
    }

    @Override
    public KickResult kick(String meetingId, Participants participants) {
        return callKick(meetingId, participants).execute();
    }

    @Override
    public KickAllResult kickAll(String meetingId) {
        return callKickAll(meetingId).execute();
    }

    @Override
    public CreatePollResult createPoll(String meetingId, NewPoll poll) {
        return callCreatePoll(meetingId, poll).execute();
    }

    @Override
    public AsyncActiveSessionClient async() {
        return new Async();
    }

    @Override
    public Builder newBuilder() {
        return new Builder(settings, calls.transport());
    }

    @Override
    public void close() {
        if (ownsTransport) {
            calls.transport().close();
        }
    }

    /** The account id and the app id, never the token. */
    @Override
    public String toString() {
        return "ActiveSessionClient[accountId=" + accountId + ", appId=" + appId + "]";
    }

    /** The same calls, on the transport's threads. */
    class Async implements AsyncActiveSessionClient {
        @Override
        public CompletableFuture<ActiveSession> get(String meetingId) {
            return callGet(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
            return callFind(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<KickResult> kick(String meetingId, Participants participants) {
            return callKick(meetingId, participants).enqueue();
        }

        @Override
        public CompletableFuture<KickAllResult> kickAll(String meetingId) {
            return callKickAll(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
            return callCreatePoll(meetingId, poll).enqueue();
        }
    }
}
