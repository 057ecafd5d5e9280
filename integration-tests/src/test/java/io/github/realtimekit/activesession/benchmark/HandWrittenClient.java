package io.github.realtimekit.activesession.benchmark;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What a careful programmer writes who has OkHttp and Gson and no library: both are made once and kept, with as large a
 * pool as the library's; what is read has the types that a program works with. No retries, no deadline, no tolerance.
 */
class HandWrittenClient implements Client {
    private static final int MOST_IN_FLIGHT = 1_024;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final TypeToken<Envelope<Session>> SESSION = new TypeToken<>() {};
    private static final TypeToken<Envelope<Kicked>> KICKED = new TypeToken<>() {};
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    private final OkHttpClient http;
    private final HttpUrl meetings;

    HandWrittenClient(String baseUrl) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MOST_IN_FLIGHT);
        http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_IN_FLIGHT, 5, TimeUnit.MINUTES))
                .build();
        meetings = HttpUrl.get(baseUrl + "/accounts/" + ACCOUNT + "/realtime/kit/" + APP + "/meetings");
    }

    @Override
    public long get(String meetingId) throws IOException {
        try (Response response =
                http.newCall(request(meetingId, "active-session").build()).execute()) {
            return session(response);
        } catch (Refused e) {
            return e.status + e.error.code + e.error.message.length();
        }
    }

    @Override
    public CompletableFuture<Long> getAsync(String meetingId) {
        CompletableFuture<Long> future = new CompletableFuture<>();
        http.newCall(request(meetingId, "active-session").build()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    future.complete(session(response));
                } catch (IOException | RuntimeException e) {
                    future.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call call, IOException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    @Override
    public long kick(String meetingId) throws IOException {
        String body = GSON.toJson(Map.of("participant_ids", PARTICIPANTS, "custom_participant_ids", List.of()));
        Request request = request(meetingId, "active-session/kick")
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return kicked(response);
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    long session(Response response) throws IOException {
        return sum(data(response, SESSION));
    }

    long kicked(Response response) throws IOException {
        Kicked kicked = data(response, KICKED);
        long sum = Client.sum(kicked.action);
        for (Participant participant : kicked.participants) {
            sum += Client.sum(participant.id, participant.email, participant.name, participant.picture)
                    + Client.sum(Instant.parse(participant.createdAt), Instant.parse(participant.updatedAt));
        }
        return sum;
    }

    private static long sum(Session session) {
        Instant ended = session.endedAt == null ? null : Instant.parse(session.endedAt);
        long sum = Client.sum(
                        session.id,
                        session.associatedId,
                        session.meetingDisplayName,
                        session.organizationId,
                        session.type)
                + session.status.ordinal()
                + session.liveParticipants
                + session.maxConcurrentParticipants
                + (long) session.minutesConsumed
                + Client.sum(Instant.parse(session.createdAt), Instant.parse(session.startedAt))
                + Client.sum(Instant.parse(session.updatedAt), ended)
                + session.meta.size();
        for (Session room : session.breakoutRooms) {
            sum += sum(room);
        }
        return sum;
    }

    private Request.Builder request(String meetingId, String path) {
        HttpUrl url = meetings.newBuilder()
                .addPathSegment(meetingId)
                .addPathSegments(path)
                .build();
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/json");
    }

    private static <T> T data(Response response, TypeToken<Envelope<T>> type) throws IOException {
        if (!response.isSuccessful()) {
            ErrorBody body = GSON.fromJson(response.body().charStream(), ErrorBody.class);
            throw new Refused(response.code(), body.error == null ? body.errors.get(0) : body.error);
        }
        return GSON.fromJson(response.body().charStream(), type).data;
    }

    // Fields rather than records: Gson reads them without calling a constructor through reflection.

    private static final class Envelope<T> {
        T data;
    }

    private static final class Session {
        String id, associatedId, meetingDisplayName, organizationId, type;
        String createdAt, startedAt, updatedAt, endedAt;
        Status status;
        int liveParticipants, maxConcurrentParticipants;
        double minutesConsumed;
        List<Session> breakoutRooms;
        Map<String, Object> meta;
    }

    private enum Status {
        LIVE,
        ENDED
    }

    private static final class Kicked {
        String action;
        List<Participant> participants;
    }

    private static final class Participant {
        String id, createdAt, updatedAt, email, name, picture;
    }

    /** In RealtimeKit's shape or in the gateway's. */
    private static final class ErrorBody {
        ErrorItem error;
        List<ErrorItem> errors;
    }

    private static final class ErrorItem {
        int code;
        String message;
    }

    /** The API refused. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        final int status;
        final transient ErrorItem error;

        Refused(int status, ErrorItem error) {
            super("HTTP " + status + ": " + error.message + " [" + error.code + "]");
            this.status = status;
            this.error = error;
        }
    }
}
