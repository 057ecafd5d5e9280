package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies that the stubs take and refuse, from any client. */
class StubBodiesTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().withRootDirectory("src/stubs"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "kick | 200 | {'participant_ids': [], 'custom_participant_ids': []}",
                "kick | 200 | {'custom_participant_ids': ['\\\\', '\\u0001'], 'participant_ids': ['']}",
                "kick | 400 | {'participant_ids': ['a']}",
                "kick | 400 | {'participant_ids': [1], 'custom_participant_ids': []}",
                "kick | 400 | {'participant_ids': [], 'custom_participant_ids': [], 'reason': ''}",
                "kick | 400 | {'participant_ids': [], 'custom_participant_ids': [],}",
                "poll | 201 | {'question': '', 'options': ['']}",
                "poll | 201 | {'hide_votes': true, 'options': ['a', 'b'], 'question': '\\\\ \\\"', 'anonymous': false}",
                "poll | 400 | {'question': 'Ship it?'}",
                "poll | 400 | {'question': 1, 'options': ['a']}",
                "poll | 400 | {'question': 'Ship it?', 'options': [true]}",
                "poll | 400 | {'question': 'Ship it?', 'options': ['a'], 'anonymous': 'true'}",
                "poll | 400 | {'question': 'Ship it?', 'options': ['a'], 'topic': {}}",
                "poll | 400 | nothing of the sort",
            })
    void bodyHasToFollowTheDocument(String operation, int status, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        STUBS.baseUrl() + "/accounts/a/realtime/kit/b/meetings/c/active-session/" + operation))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
        if (status < 300) {
            assertThat(Json.node(response.body()).get("success").asBoolean()).isTrue();
        }
    }
}
