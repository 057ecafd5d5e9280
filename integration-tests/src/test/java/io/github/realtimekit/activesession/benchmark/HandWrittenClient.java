package io.github.realtimekit.activesession.benchmark;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What a careful programmer would write with OkHttp and Gson. Both are built once and kept, with a pool as large as the
 * library's, and fields have the types that a program works with. There are no retries and no deadline, and broken
 * responses are not tolerated.
 */
final class HandWrittenClient implements Client {
    private static final int MOST_IN_FLIGHT = 1_024;
    private static final TypeToken<Envelope<Session>> SESSION = new TypeToken<>() {};
    private static final TypeToken<Envelope<Kicked>> KICKED = new TypeToken<>() {};
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MOST_IN_FLIGHT, 5, TimeUnit.MINUTES))
            .build();
    private final HttpUrl meetings;
    private final boolean decodes;

    HandWrittenClient(String baseUrl, boolean decodes) {
        this.meetings = HttpUrl.get(baseUrl + "/accounts/" + ACCOUNT + "/realtime/kit/" + APP + "/meetings");
        this.decodes = decodes;
        http.dispatcher().setMaxRequests(MOST_IN_FLIGHT);
        http.dispatcher().setMaxRequestsPerHost(MOST_IN_FLIGHT);
    }

    @Override
    public int get(String meetingId) throws IOException {
        try (Response response =
                http.newCall(request(meetingId + "/active-session").build()).execute()) {
            return read(response, SESSION);
        } catch (IllegalStateException e) {
            return e.getMessage().hashCode();
        }
    }

    @Override
    public CompletableFuture<Integer> getAsync(String meetingId) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        http.newCall(request(meetingId + "/active-session").build()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    future.complete(read(response, SESSION));
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
    public int kick(String meetingId) throws IOException {
        String body = GSON.toJson(Map.of("participant_ids", List.of(PARTICIPANT)));
        Request request = request(meetingId + "/active-session/kick")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return read(response, KICKED);
        }
    }

    private int read(Response response, TypeToken<? extends Envelope<?>> type) throws IOException {
        if (!decodes) {
            return response.body().bytes().length;
        }
        Envelope<?> envelope = GSON.fromJson(response.body().charStream(), type);
        if (!response.isSuccessful()) {
            throw new IllegalStateException(response.code() + " " + envelope.error.code + " " + envelope.error.message);
        }
        return envelope.data.hashCode();
    }

    private Request.Builder request(String path) {
        return new Request.Builder()
                .url(meetings.newBuilder().addPathSegments(path).build())
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "application/json");
    }

    private record Envelope<T>(T data, Problem error) {}

    private record Problem(int code, String message) {}

    private record Kicked(List<Participant> participants) {}

    private static final class Session {
        String id, associatedId, meetingDisplayName, organizationId, type, status;
        String createdAt, startedAt, updatedAt, endedAt;
        int liveParticipants, maxConcurrentParticipants;
        double minutesConsumed;
        List<Session> breakoutRooms;
        Map<String, Object> meta;

        @Override
        public int hashCode() {
            Instant ended = endedAt == null ? null : Instant.parse(endedAt);
            return Objects.hash(id, associatedId, meetingDisplayName, organizationId)
                    + Objects.hash(type, status, liveParticipants)
                    + Objects.hash(maxConcurrentParticipants, minutesConsumed, meta)
                    + Objects.hash(Instant.parse(createdAt), Instant.parse(startedAt), Instant.parse(updatedAt), ended)
                    + breakoutRooms.hashCode();
        }
    }

    private static final class Participant {
        String id, createdAt, updatedAt, email, name, picture;

        @Override
        public int hashCode() {
            return Objects.hash(id, Instant.parse(createdAt), Instant.parse(updatedAt), email, name, picture);
        }
    }
}
