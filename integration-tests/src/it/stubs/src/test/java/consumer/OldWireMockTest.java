package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each WireMock, started in its own process with the command of the stubs' page, responds as the current one does. */
class OldWireMockTest {
    private static final String CURRENT = "3.13.2";
    private static final String MEETING = "caf%C3%A9%20%22a%2Fb%22%20%2541%5C%0A%2B";
    /** The status of the response, the method, the meeting and perhaps an operation, and the body. */
    private static final List<String> CONVERSATION = List.of(
            "200 GET " + MEETING,
            "200 POST " + MEETING + "/kick {'participant_ids': ['a', '\\'b\\' \\n'], 'custom_participant_ids': ['c']}",
            "200 POST " + MEETING + "/kick {'participant_ids': ['a']}",
            "200 POST " + MEETING + "/kick {'custom_participant_ids': ['c', 'd']}",
            "200 POST " + MEETING + "/kick {'custom_participant_ids': ['c'], 'participant_ids': []}",
            "400 POST " + MEETING + "/kick {'participant_ids': [], 'custom_participant_ids': []}",
            "400 POST " + MEETING + "/kick {'participant_ids': []}",
            "400 POST " + MEETING + "/kick {}",
            "400 POST " + MEETING + "/kick {'user_ids': ['a']}",
            "400 POST " + MEETING + "/kick {'participant_ids': [1], 'custom_participant_ids': []}",
            "404 POST " + MEETING + "/kick {'participant_ids': ['unknown-participant'], 'custom_participant_ids': []}",
            "404 POST " + MEETING + "/kick {'custom_participant_ids': ['c', 'unknown-participant']}",
            "404 POST empty/kick {'participant_ids': ['a']}",
            "200 POST slow/kick {'participant_ids': ['a']}",
            "400 POST slow/kick {'participant_ids': []}",
            "201 POST " + MEETING
                    + "/poll {'question': '\\'Q&A\\'?\\u0001', 'options': ['<b>', '\\\\'], 'anonymous': true}",
            "400 POST " + MEETING + "/poll {'question': 'Ship it?', 'options': 'Yes'}",
            "400 POST " + MEETING + "/poll {'question': 'Ship it?', 'options': [], 'topic': ''}",
            "200 GET empty",
            "429 GET error-429",
            "404 GET error-404-gateway",
            "201 POST success-false/poll {'question': 'Ship it?', 'options': ['Yes']}",
            "200 POST empty/kick-all {}",
            "404 GET " + MEETING,
            "404 POST " + MEETING + "/kick {'participant_ids': ['a']}");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static List<String> current;

    @BeforeAll
    static void ask() throws Exception {
        current = answers(CURRENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.4", "3.5.4", "3.9.2", "4.0.0-beta.38"})
    void answersAreThoseOfTheCurrentOne(String version) throws Exception {
        assertThat(answers(version)).containsExactlyElementsOf(current);
    }

    @Test
    void currentOneAnswersAsTheStubsSay() {
        assertThat(current)
                .extracting(answer -> answer.substring(0, 3))
                .containsExactlyElementsOf(
                        CONVERSATION.stream().map(turn -> turn.substring(0, 3)).toList());
        assertThat(current).first().asString().contains("café \\\"a/b\\\" %41\\\\\\n+");
        assertThat(current)
                .anySatisfy(answer -> assertThat(answer).startsWith("201").contains("\\\"Q&A\\\"?\\u0001", "<b>"));
    }

    private static List<String> answers(String version) throws Exception {
        String stubs = Path.of(OldWireMockTest.class
                        .getResource("/" + WeeklyMeetingTest.FOLDER + "/mappings/get.json")
                        .getPath()
                        .replaceFirst("^file:(.*)!.*", "$1"))
                .toString();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // halves the startup time
                        "-cp",
                        "target/wiremock/wiremock-standalone-" + version + ".jar" + File.pathSeparator + stubs,
                        "wiremock.Run",
                        "--port",
                        "0",
                        "--local-response-templating",
                        "--load-resources-from-classpath",
                        WeeklyMeetingTest.FOLDER)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String port = output.lines()
                    .filter(line -> line.startsWith("port:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElseThrow();
            List<String> answers = new ArrayList<>();
            for (String turn : CONVERSATION) {
                answers.add(answer("http://localhost:" + port, turn.split(" ", 4)));
            }
            return answers;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** The status and the body, without what differs each time. */
    private static String answer(String server, String[] turn) throws Exception {
        String path =
                "/client/v4/accounts/a/realtime/kit/b/meetings/" + turn[2].replaceFirst("(/.*)?$", "/active-session$1");
        String body = turn.length < 4 ? "" : turn[3].replace("\\'", "\\\"").replace('\'', '"');
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .method(turn[1], BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        String json = response.body().isEmpty()
                ? ""
                : Json.write(Json.read(response.body(), Object.class))
                        .replaceAll("\"id\" : \"[0-9a-f]{8}-[0-9a-f]{4}-4[-0-9a-f]{21}\"", "an id");
        return response.statusCode() + " " + response.headers().firstValue("Retry-After") + json;
    }
}
