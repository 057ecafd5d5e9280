package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import io.github.realtimekit.activesession.generated.model.NewPollJson;
import io.github.realtimekit.activesession.generated.model.ParticipantsJson;
import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.http.HttpCall;
import io.github.realtimekit.activesession.internal.http.Settings;
import io.github.realtimekit.activesession.internal.http.Transport;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * The client. The generated interface builds the request of each call, and {@link HttpCall} sends it. This class is not
 * final because Spring AOP proxies subclass the bean's class.
 */
class DefaultActiveSessionClient implements ActiveSessionClient {
    private final Settings settings;
    private final Transport transport;
    private final boolean ownsTransport;
    private final ActiveSessionApi api;

    DefaultActiveSessionClient(Settings settings, Transport transport, boolean ownsTransport) {
        this.settings = settings;
        this.transport = transport;
        this.ownsTransport = ownsTransport;
        this.api = requestsOf(settings, transport);
    }

    /** The generated interface. Its calls only build requests; they are never sent. */
    private static ActiveSessionApi requestsOf(Settings settings, Transport transport) {
        // An event listener would see calls start that never end.
        OkHttpClient withoutListener =
                transport.http().newBuilder().eventListener(EventListener.NONE).build();
        return new Retrofit.Builder()
                .baseUrl(settings.baseUrl())
                .callFactory(withoutListener)
                .addConverterFactory(Json.converters())
                .build()
                .create(ActiveSessionApi.class);
    }

    private HttpCall<ActiveSession> newGet(String meetingId) {
        Arguments.id("meetingId", meetingId);
        Call<?> get = api.getActiveSession(settings.accountId(), settings.appId(), meetingId);

        return newCall(Operation.GET, get, result -> Operation.GET.read(meetingId, result));
    }

    private HttpCall<Optional<ActiveSession>> newFind(String meetingId) {
        Arguments.id("meetingId", meetingId);
        Call<?> get = api.getActiveSession(settings.accountId(), settings.appId(), meetingId);

        return newCall(Operation.GET, get, result -> Operation.GET.find(meetingId, result));
    }

    private HttpCall<KickResult> newKick(String meetingId, Participants participants) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids())) // as a List<Object>
                .customParticipantIds(List.copyOf(participants.customIds()));
        Call<?> kick = api.kickParticipants(settings.accountId(), settings.appId(), meetingId, body);

        return newCall(Operation.KICK, kick, result -> Operation.KICK.read(meetingId, result));
    }

    private HttpCall<KickAllResult> newKickAll(String meetingId) {
        Arguments.id("meetingId", meetingId);
        Call<?> kickAll = api.kickAllParticipants(settings.accountId(), settings.appId(), meetingId);

        return newCall(Operation.KICK_ALL, kickAll, result -> Operation.KICK_ALL.read(meetingId, result));
    }

    private HttpCall<CreatePollResult> newCreatePoll(String meetingId, NewPoll poll) {
        Arguments.id("meetingId", meetingId);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous().orElse(null))
                .hideVotes(poll.hideVotes().orElse(null));
        Call<?> createPoll = api.createPoll(settings.accountId(), settings.appId(), meetingId, body);

        return newCall(Operation.CREATE_POLL, createPoll, result -> Operation.CREATE_POLL.read(meetingId, result));
    }

    private <T> HttpCall<T> newCall(Operation<?> operation, Call<?> unsent, Function<HttpCall.Result, T> meaning) {
        return new HttpCall<>(settings, transport, operation.name(), unsent.request(), operation.repeatable(), meaning);
    }

    @Override
    public ActiveSession get(String meetingId) {
        return newGet(meetingId).execute();
    }

    @Override
    public Optional<ActiveSession> find(String meetingId) {
        return newFind(meetingId).execute();
    }

    @Override
    public KickResult kick(String meetingId, Participants participants) {
        return newKick(meetingId, participants).execute();
    }

    @Override
    public KickAllResult kickAll(String meetingId) {
        return newKickAll(meetingId).execute();
    }

    @Override
    public CreatePollResult createPoll(String meetingId, NewPoll poll) {
        return newCreatePoll(meetingId, poll).execute();
    }

    @Override
    public AsyncActiveSessionClient async() {
        return new Async();
    }

    @Override
    public Builder newBuilder() {
        return new Builder(settings, transport);
    }

    @Override
    public void close() {
        if (ownsTransport) {
            transport.close();
        }
    }

    /** Includes the account id and the app id, but never the token. */
    @Override
    public String toString() {
        return "ActiveSessionClient[accountId=" + settings.accountId() + ", appId=" + settings.appId() + "]";
    }

    /** The same calls on other threads. */
    class Async implements AsyncActiveSessionClient {
        @Override
        public CompletableFuture<ActiveSession> get(String meetingId) {
            return newGet(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<Optional<ActiveSession>> find(String meetingId) {
            return newFind(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<KickResult> kick(String meetingId, Participants participants) {
            return newKick(meetingId, participants).enqueue();
        }

        @Override
        public CompletableFuture<KickAllResult> kickAll(String meetingId) {
            return newKickAll(meetingId).enqueue();
        }

        @Override
        public CompletableFuture<CreatePollResult> createPoll(String meetingId, NewPoll poll) {
            return newCreatePoll(meetingId, poll).enqueue();
        }
    }
}
