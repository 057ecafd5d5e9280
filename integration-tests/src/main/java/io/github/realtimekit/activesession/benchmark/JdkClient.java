package io.github.realtimekit.activesession.benchmark;

import static io.github.realtimekit.activesession.benchmark.HandWritten.GSON;

import com.google.gson.reflect.TypeToken;
import io.github.realtimekit.activesession.benchmark.HandWritten.Envelope;
import io.github.realtimekit.activesession.benchmark.HandWritten.Kicked;
import io.github.realtimekit.activesession.benchmark.HandWritten.Refusal;
import io.github.realtimekit.activesession.benchmark.HandWritten.Refused;
import io.github.realtimekit.activesession.benchmark.HandWritten.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The same with the HTTP client of the JDK. */
final class JdkClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String meetings;

    JdkClient(String baseUrl) {
        this.meetings = baseUrl + "/" + Target.MEETINGS + "/";
    }

    Session get(String meetingId) throws IOException, InterruptedException {
        return call(request(meetingId + "/active-session").build(), HandWritten.SESSION);
    }

    Kicked kick(String meetingId, List<String> ids) throws IOException, InterruptedException {
        String body = GSON.toJson(new HandWritten.Participants(ids, List.of()));
        HttpRequest request = request(meetingId + "/active-session/kick")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return call(request, HandWritten.KICKED);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(meetings + path))
                .header("Authorization", "Bearer " + Target.TOKEN)
                .header("Accept", "application/json");
    }

    private <T> T call(HttpRequest request, TypeToken<Envelope<T>> type) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            Refusal refusal = GSON.fromJson(response.body(), Refusal.class);
            throw new Refused(
                    response.statusCode(),
                    refusal.error().code(),
                    refusal.error().message());
        }
        return GSON.fromJson(response.body(), type).data();
    }
}
