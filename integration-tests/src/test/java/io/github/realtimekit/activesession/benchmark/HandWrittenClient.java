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
import java.util.function.ToIntFunction;
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
final class HandWrittenClient implements Client {
    private static final int MOST_IN_FLIGHT = 1_024;
    private static final TypeToken<Envelope<Session>> SESSION = new TypeToken<>() {};
    private static final TypeToken<Envelope<Kicked>> KICKED = new TypeToken<>() {};
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    private final OkHttpClient http;
    private final HttpUrl meetings;
    private final boolean decodes;

    HandWrittenClient(String baseUrl, boolean decodes) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MOST_IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(MOST_IN_FLIGHT);
        this.http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_IN_FLIGHT, 5, TimeUnit.MINUTES))
                .build();
        this.meetings = HttpUrl.get(baseUrl + "/accounts/" + ACCOUNT + "/realtime/kit/" + APP + "/meetings");
        this.decodes = decodes;
    }

    @Override
    public int get(String meetingId) throws IOException {
        Request request = request(meetingId, "active-session").build();
        try (Response response = http.newCall(request).execute()) {
            return session(response);
        } catch (Refused e) {
            return e.hash;
        }
    }

    @Override
    public CompletableFuture<Integer> getAsync(String meetingId) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
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
    public int kick(String meetingId) throws IOException {
        String body = GSON.toJson(Map.of("participant_ids", PARTICIPANTS, "custom_participant_ids", List.of()));
        Request request = request(meetingId, "active-session/kick")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return read(response, KICKED, Kicked::hash);
        }
    }

    private int session(Response response) throws IOException {
        return read(response, SESSION, Session::hash);
    }

    private <T> int read(Response response, TypeToken<Envelope<T>> type, ToIntFunction<T> hash) throws IOException {
        if (!decodes) {
            return response.body().bytes().length;
        }
        Envelope<T> envelope = GSON.fromJson(response.body().charStream(), type);
        if (!response.isSuccessful()) {
            throw new Refused(response.code(), envelope.error);
        }
        return hash.applyAsInt(envelope.data);
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

    // Fields rather than records: Gson reads them without calling a constructor through reflection.

    private static final class Envelope<T> {
        T data;
        Problem error;
    }

    private static final class Session {
        String id, associatedId, meetingDisplayName, organizationId, type, status;
        String createdAt, startedAt, updatedAt, endedAt;
        int liveParticipants, maxConcurrentParticipants;
        double minutesConsumed;
        List<Session> breakoutRooms;
        Map<String, Object> meta;

        int hash() {
            Instant ended = endedAt == null ? null : Instant.parse(endedAt);
            int hash = Objects.hash(id, associatedId, meetingDisplayName, organizationId, type)
                    + Objects.hash(status, liveParticipants, maxConcurrentParticipants)
                    + Objects.hash(minutesConsumed, Instant.parse(createdAt), Instant.parse(startedAt))
                    + Objects.hash(Instant.parse(updatedAt), ended, meta.size());
            for (Session room : breakoutRooms) {
                hash += room.hash();
            }
            return hash;
        }
    }

    private static final class Kicked {
        List<Participant> participants;

        int hash() {
            return participants.stream().mapToInt(Participant::hash).sum();
        }
    }

    private static final class Participant {
        String id, createdAt, updatedAt, email, name, picture;

        int hash() {
            return Objects.hash(id, Instant.parse(createdAt), Instant.parse(updatedAt), email, name, picture);
        }
    }

    private static final class Problem {
        int code;
        String message;
    }

    /** The API refused. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        final int hash;

        Refused(int status, Problem error) {
            super("HTTP " + status + ": " + error.message + " [" + error.code + "]");
            hash = Objects.hash(status, error.code, error.message);
        }
    }
}
