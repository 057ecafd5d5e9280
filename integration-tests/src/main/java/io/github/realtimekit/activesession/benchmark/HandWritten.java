package io.github.realtimekit.activesession.benchmark;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What a careful programmer writes who has OkHttp and Gson and no client: both made once and kept, the token in a header,
 * fields of the types that are worked with. No repeats, no deadline, no tolerance.
 */
final class HandWritten {
    static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(Instant.class, new InstantAdapter().nullSafe())
            .create();
    static final TypeToken<Envelope<Session>> SESSION = new TypeToken<>() {};
    static final TypeToken<Envelope<Kicked>> KICKED = new TypeToken<>() {};
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final HttpUrl meetings;

    HandWritten(OkHttpClient http, String baseUrl) {
        this.http = http;
        this.meetings = HttpUrl.get(baseUrl)
                .newBuilder()
                .addPathSegments(Target.MEETINGS)
                .build();
    }

    Session get(String meetingId) throws IOException {
        return call(getRequest(meetingId), SESSION);
    }

    Kicked kick(String meetingId, List<String> ids) throws IOException {
        return call(kickRequest(meetingId, ids), KICKED);
    }

    Request getRequest(String meetingId) {
        HttpUrl url = meetings.newBuilder()
                .addPathSegment(meetingId)
                .addPathSegment("active-session")
                .build();
        return request(url).build();
    }

    Request kickRequest(String meetingId, List<String> ids) {
        HttpUrl url = meetings.newBuilder()
                .addPathSegment(meetingId)
                .addPathSegments("active-session/kick")
                .build();
        String body = GSON.toJson(new Participants(ids, List.of()));
        return request(url).post(RequestBody.create(body, JSON)).build();
    }

    private static Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + Target.TOKEN)
                .header("Accept", "application/json");
    }

    private <T> T call(Request request, TypeToken<Envelope<T>> type) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                Refusal refusal = GSON.fromJson(response.body().charStream(), Refusal.class);
                throw new Refused(
                        response.code(), refusal.error().code(), refusal.error().message());
            }
            return GSON.fromJson(response.body().charStream(), type).data();
        }
    }

    record Envelope<T>(boolean success, T data) {}

    record Participants(List<String> participantIds, List<String> customParticipantIds) {}

    record Refusal(boolean success, ErrorItem error) {}

    record ErrorItem(int code, String message) {}

    enum Status {
        LIVE,
        ENDED
    }

    /** Fields rather than a record: Gson reads them without calling a constructor through reflection. */
    static final class Session {
        String id;
        String associatedId;
        String meetingDisplayName;
        String organizationId;
        Status status;
        String type;
        int liveParticipants;
        int maxConcurrentParticipants;
        double minutesConsumed;
        Instant createdAt;
        Instant startedAt;
        Instant updatedAt;
        Instant endedAt;
        List<Session> breakoutRooms;
        Map<String, Object> meta;

        Optional<String> meetingDisplayName() {
            return Optional.ofNullable(meetingDisplayName);
        }

        Optional<String> organizationId() {
            return Optional.ofNullable(organizationId);
        }

        Optional<Instant> endedAt() {
            return Optional.ofNullable(endedAt);
        }
    }

    static final class Kicked {
        String action;
        List<Participant> participants;

        Optional<String> action() {
            return Optional.ofNullable(action);
        }
    }

    static final class Participant {
        String id;
        Instant createdAt;
        Instant updatedAt;
        String email;
        String name;
        String picture;

        Optional<String> email() {
            return Optional.ofNullable(email);
        }

        Optional<String> name() {
            return Optional.ofNullable(name);
        }

        Optional<String> picture() {
            return Optional.ofNullable(picture);
        }
    }

    /** The API said no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        final int status;
        final int code;

        Refused(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    private static final class InstantAdapter extends TypeAdapter<Instant> {
        @Override
        public void write(JsonWriter out, Instant value) throws IOException {
            out.value(value.toString());
        }

        @Override
        public Instant read(JsonReader in) throws IOException {
            return Instant.parse(in.nextString());
        }
    }
}
