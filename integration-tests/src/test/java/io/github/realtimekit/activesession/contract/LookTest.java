package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Look} prints, and that it prints nothing private. */
class LookTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().withRootDirectory("../facade/src/stubs"))
            .build();

    /** These are in values, keys, errors and headers, and must not be printed. */
    private static final List<String> PRIVATE = List.of(
            Call.TOKEN,
            Call.ACCOUNT,
            Call.APP,
            Call.MEETING,
            "Ada Lovelace",
            "ada@example.com",
            "adalovelace",
            "p-4711");

    private static String look(String meeting, String change) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ActiveSessionClient client =
                Call.client(SERVER.baseUrl() + "/client/v4").build()) {
            Look.look(client, meeting, change, new PrintStream(printed, true, StandardCharsets.UTF_8));
        }
        return printed.toString(StandardCharsets.UTF_8)
                .replaceAll("\\d+ ms", "… ms")
                .replaceAll("(?m)^  (Rate|Retry|cf-ray).*\n", "");
    }

    private static String lookAt(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).atPriority(1).willReturn(response));
        return look(Call.MEETING, "");
    }

    private static String lookAt(int status, String body) {
        return lookAt(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body));
    }

    @ParameterizedTest
    @CsvSource({"create-poll, createPoll: HTTP 201", "kick:p-4711, kick: HTTP 200", "kick-all, kickAll: HTTP 200"})
    void stubsFollowTheDocument(String change, String begins) {
        assertThat(look(Call.MEETING, change)).isEqualTo("""
                get: HTTP 200 after … ms, application/json, read
                  it follows the document
                %s after … ms, application/json, read
                  it follows the document
                """.formatted(begins));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-session",
                "error-400",
                "error-401",
                "error-401-message",
                "error-403",
                "error-403-html",
                "error-404-gateway",
                "error-429",
                "error-500",
                "error-503",
                "success-false"
            })
    void errorsOfTheStubsFollowTheDocument(String meeting) {
        assertThat(look(meeting, "")).contains("  it follows the document\n");
    }

    @Test
    void differencesAreNamedByPathAndType() {
        assertThat(lookAt(200, """
                {"success": true, "paging": {"ada@example.com": 1}, "data": {
                  "id": 4711, "status": "ada@example.com", "live_participants": "Ada Lovelace", "ended_at": null,
                  "recording_status": "Ada Lovelace", "settings": {"Ada Lovelace": "ada@example.com"},
                  "meta": {"Ada Lovelace": {"p-4711": "ada@example.com"}},
                  "breakout_rooms": [{"id": "p-4711", "Ada Lovelace": 1, "adalovelace": "adalovelace"}]}}
                """)).isEqualTo("""
                get: HTTP 200 after … ms, application/json, read
                  not in the document: paging, object
                  not in the document: data.recording_status, string
                  not in the document: data.settings, object
                  missing, though required: data.associated_id
                  missing, though required: data.meeting_display_name
                  missing, though required: data.type
                  missing, though required: data.max_concurrent_participants
                  missing, though required: data.minutes_consumed
                  missing, though required: data.organization_id
                  missing, though required: data.started_at
                  missing, though required: data.created_at
                  missing, though required: data.updated_at
                  not in the document: data.breakout_rooms[].(a key that is no name), number
                  not in the document: data.breakout_rooms[].(a key that is no name), string
                  missing, though required: data.breakout_rooms[].associated_id
                  missing, though required: data.breakout_rooms[].meeting_display_name
                  missing, though required: data.breakout_rooms[].type
                  missing, though required: data.breakout_rooms[].status
                  missing, though required: data.breakout_rooms[].live_participants
                  missing, though required: data.breakout_rooms[].max_concurrent_participants
                  missing, though required: data.breakout_rooms[].minutes_consumed
                  missing, though required: data.breakout_rooms[].organization_id
                  missing, though required: data.breakout_rooms[].started_at
                  missing, though required: data.breakout_rooms[].created_at
                  missing, though required: data.breakout_rooms[].updated_at
                  another type: data.ended_at is null, the document says string
                  another type: data.id is number, the document says string
                  another type: data.live_participants is string, the document says number
                  another value: data.status, which is an enum in the document
                """);
    }

    @Test
    void errorOfAnotherShapeIsNamedByItsFields() {
        assertThat(lookAt(400, "{\"success\": false, \"error\": \"Ada Lovelace\", \"p-4711\": 1}"))
                .isEqualTo("""
                get: HTTP 400 after … ms, application/json, ApiException
                  another shape than the errors of the document: success, boolean; error, string; (a key that is no name), number
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | text/html        | <html> | UnreadableResponseException | another content type than the document says
            200 | application/json | {"     | UnreadableResponseException | the body is not JSON
            200 | application/json | ''     | UnreadableResponseException | no body, though the document has one
            200 | application/json | []     | UnreadableResponseException | another type: the body is array, the document says object
            404 | application/pdf  | %PDF   | ApiException                | another content type than the document says
            """)
    void bodyThatTheDocumentDoesNotHaveIsNamed(int status, String type, String body, String outcome, String line) {
        assertThat(lookAt(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", type)
                        .withBody(body)))
                .isEqualTo("get: HTTP %d after … ms, %s, %s%n  %s%n"
                        .formatted(status, type.replace("application/pdf", "another content type"), outcome, line));
    }

    @Test
    void nothingPrivateIsPrinted() {
        String all = String.join(" ", PRIVATE);
        String data =
                "{\"id\": \"%1$s\", \"%1$s\": \"%1$s\", \"meta\": {\"%1$s\": {\"%1$s\": 1}}, \"status\": \"%1$s\","
                        + " \"live_participants\": \"%1$s\", \"new_field\": {\"%1$s\": 1}, \"breakout_rooms\": [\"%1$s\","
                        + " {\"%1$s\": \"%1$s\"}]}";
        StringBuilder printed = new StringBuilder();
        for (String secret : PRIVATE) {
            String planted = data.formatted(secret);
            for (int status : List.of(200, 400, 401, 403, 404, 429, 500)) {
                for (String body : List.of(
                        "{\"success\": true, \"%1$s\": \"%1$s\", \"data\": " + planted + "}",
                        "{\"success\": false, \"error\": {\"code\": 404, \"message\": \"%1$s\", \"%1$s\": \"%1$s\"}}",
                        "{\"success\": false, \"errors\": [{\"code\": \"%1$s\", \"message\": {\"%1$s\": \"%1$s\"}}]}",
                        "{\"message\": [\"%1$s\"], \"%1$s\": {}}",
                        "{\"data\": \"%1$s\"}",
                        "[\"%1$s\"]",
                        "{\"%1$s\": ",
                        "%1$s",
                        "<html>%1$s</html>")) {
                    printed.append(lookAt(aResponse()
                            .withStatus(status)
                            .withHeader("Content-Type", "application/json; charset=" + secret)
                            .withHeader("Ratelimit", "\"" + secret + "\";r=1;t=2")
                            .withHeader("Ratelimit-Policy", secret)
                            .withHeader("Retry-After", secret)
                            .withHeader("cf-ray", secret)
                            .withBody(body.replace("%1$s", secret))));
                }
            }
            printed.append(lookAt(
                    aResponse().withHeader("Content-Type", "text/" + secret).withBody(all)));
            printed.append(look(Call.MEETING, "kick:" + secret));
        }

        assertThat(printed.toString()).contains("not in the document: data.new_field, object");
        assertThat(printed.toString()).doesNotContain(PRIVATE);
    }

    @Test
    void lostConnectionIsNotAResponse() {
        assertThat(lookAt(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)))
                .isEqualTo("get: no response after … ms, TransportException\n");
    }

    @Test
    void headersAreShownByTheirNumbersOnly() {
        SERVER.stubFor(any(anyUrl())
                .atPriority(1)
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Content-Type", "text/plain")
                        .withHeader("Ratelimit", "\"default\";r=0;t=30")
                        .withHeader("Ratelimit-Policy", "\"default\";q=1200;w=300")
                        .withHeader("Retry-After", "30")
                        .withHeader("cf-ray", "8f3b2a1c4d5e6f70-FRA")
                        .withBody("error code: 1015")));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ActiveSessionClient client =
                Call.client(SERVER.baseUrl() + "/client/v4").build()) {
            Look.look(client, Call.MEETING, "", new PrintStream(printed, true, StandardCharsets.UTF_8));
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll("\\d+ ms", "… ms"))
                .isEqualTo("""
                get: HTTP 429 after … ms, text/plain, RateLimitException
                  Ratelimit: r=0;t=30
                  Ratelimit-Policy: q=1200;w=300
                  Retry-After: 30
                  cf-ray: there
                  it follows the document
                """);
    }
}
