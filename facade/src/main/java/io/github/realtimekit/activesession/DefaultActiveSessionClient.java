package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import io.github.realtimekit.activesession.generated.model.NewPollJson;
import io.github.realtimekit.activesession.generated.model.ParticipantsJson;
import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.http.CallSettings;
import io.github.realtimekit.activesession.internal.http.HttpCall;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import retrofit2.Retrofit;

/**
 * The client: makes the request of a call, and hands it down to be sent. The generated interface makes one for each
 * operation, once; a call puts its meeting and its body in. It is not final, since Spring Boot's aspects subclass the
 * class of a bean.
 */
class DefaultActiveSessionClient implements ActiveSessionClient {
    /** Stands where the id of the meeting goes in the path of a prepared request. */
    private static final String MEETING = "{meeting_id}";

    private final Builder settings;
    private final String accountId;
    private final String appId;
    private final CallSettings calls;
    private final boolean ownsTransport;
    private final Request get;
    private final Request kick;
    private final Request kickAll;
    private final Request createPoll;

    /** A client of a complete builder, which closes the transport if it owns it. */
    DefaultActiveSessionClient(
            Builder settings, String accountId, String appId, CallSettings calls, boolean ownsTransport) {
        this.settings = settings;
        this.accountId = accountId;
        this.appId = appId;
        this.calls = calls;
        this.ownsTransport = ownsTransport;
        ActiveSessionApi api = new Retrofit.Builder()
                .baseUrl(settings.baseUrl)
                // It only makes requests: a listener would hear of calls that never end.
                .callFactory(calls.transport()
                        .http()
                        .newBuilder()
                        .eventListener(EventListener.NONE)
                        .build())
                .addConverterFactory(Json.converters())
                .build()
                .create(ActiveSessionApi.class);
        this.get = api.getActiveSession(accountId, appId, MEETING).request();
        this.kick = api.kickParticipants(accountId, appId, MEETING, new ParticipantsJson())
                .request();
        this.kickAll = api.kickAllParticipants(accountId, appId, MEETING).request();
        this.createPoll =
                api.createPoll(accountId, appId, MEETING, new NewPollJson()).request();
    }

    private HttpCall<ActiveSession> callGet(String meetingId) {
        return call(Operation.GET, at(meetingId, get), it -> Operation.GET.read(meetingId, it));
    }

    private HttpCall<Optional<ActiveSession>> callFind(String meetingId) {
        return call(Operation.GET, at(meetingId, get), it -> Operation.GET.find(meetingId, it));
    }

    private HttpCall<KickResult> callKick(String meetingId, Participants participants) {
        Request request = at(meetingId, kick);
        Objects.requireNonNull(participants, "participants must not be null");
        ParticipantsJson body = new ParticipantsJson()
                .participantIds(List.copyOf(participants.ids())) // as a List<Object>
                .customParticipantIds(List.copyOf(participants.customIds()));
        return call(Operation.KICK, with(body, request), it -> Operation.KICK.read(meetingId, it));
    }

    private HttpCall<KickAllResult> callKickAll(String meetingId) {
        return call(Operation.KICK_ALL, at(meetingId, kickAll), it -> Operation.KICK_ALL.read(meetingId, it));
    }

    private HttpCall<CreatePollResult> callCreatePoll(String meetingId, NewPoll poll) {
        Request request = at(meetingId, createPoll);
        Objects.requireNonNull(poll, "poll must not be null");
        NewPollJson body = new NewPollJson()
                .question(poll.question())
                .options(List.copyOf(poll.options()))
                .anonymous(poll.anonymous().orElse(null))
                .hideVotes(poll.hideVotes().orElse(null));
        return call(Operation.CREATE_POLL, with(body, request), it -> Operation.CREATE_POLL.read(meetingId, it));
    }

    private <T> HttpCall<T> call(Operation<?> operation, Request request, Function<HttpCall.Result, T> meaning) {
        return new HttpCall<>(calls, operation.name(), request, operation.idempotent(), meaning);
    }

    /** A prepared request, for a meeting. */
    private static Request at(String meetingId, Request prepared) {
        HttpUrl url = prepared.url();
        HttpUrl.Builder meeting = url.newBuilder()
                .setPathSegment(url.pathSegments().lastIndexOf(MEETING), Arguments.id("meetingId", meetingId));
        return prepared.newBuilder().url(meeting.build()).build();
    }

    /** A request with a body in place of an empty one. */
    private static Request with(Object body, Request request) {
        RequestBody empty = Objects.requireNonNull(request.body());
        RequestBody json = RequestBody.create(Json.encode(body), empty.contentType());
        return request.newBuilder().method(request.method(), json).build();
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
