package io.github.realtimekit.activesession.readme;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.SessionParticipant;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the snippets of the README. {@link ReadmeTest} checks that the README has no others. */
class ReadmeSnippetsTest {
    @RegisterExtension
    static final WireMockExtension stubs = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().usingFilesUnderDirectory("src/stubs"))
            .failOnUnmatchedRequests(true)
            .build();

    private final String meetingId = "550e8400-e29b-41d4-a716-446655440000";
    private ActiveSessionClient client = ActiveSessionClient.builder()
            .baseUrl("http://localhost")
            .apiToken("a-token")
            .accountId("a")
            .appId("b")
            .build();

    @BeforeEach
    void connect() {
        stubs.resetScenarios();
        client = client.newBuilder().baseUrl(stubs.baseUrl() + "/client/v4").build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void firstProgramPrintsTheSession() throws Exception {
        ProcessBuilder process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstProgram.class.getName(),
                        meetingId)
                .redirectErrorStream(true);
        process.environment().put("CLOUDFLARE_API_TOKEN", "t");
        process.environment().put("CLOUDFLARE_ACCOUNT_ID", "a");
        process.environment().put("REALTIMEKIT_APP_ID", "b");
        process.environment().put("CLOUDFLARE_BASE_URL", stubs.baseUrl() + "/client/v4");

        Process started = process.start();
        String printed = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).isEqualTo("2 participants since 2022-01-12T14:21:34.388Z" + System.lineSeparator());
        assertThat(started.waitFor()).isZero();
    }

    @Test
    void fourOperationsReturnValues() {
        ActiveSession session = client.get(meetingId);
        String line =
                session.status() + ": " + session.liveParticipants() + " participants since " + session.startedAt();
        for (ActiveSession room : session.breakoutRooms()) {
            line += ", " + room.liveParticipants() + " in "
                    + room.meetingDisplayName().orElse("a room");
        }

        Optional<ActiveSession> perhaps = client.find(meetingId); // empty if there is no session, where get throws

        NewPoll question =
                NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true).withHideVotes(true);
        Poll poll = client.createPoll(meetingId, question).poll();

        Participants some = Participants.withCustomIds("troll-42").andIds("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
        List<SessionParticipant> kicked = client.kick(meetingId, some).participants();

        OptionalInt count = client.kickAll(meetingId).kickedParticipantsCount();

        assertThat(line).isEqualTo("LIVE: 2 participants since 2022-01-12T14:21:34.388Z, 0 in Room 1");
        assertThat(perhaps).contains(session);
        assertThat(poll.question()).isEqualTo("Ship it?");
        assertThat(kicked).hasSize(2);
        assertThat(count).hasValue(2);
        assertThat(client.find(meetingId)).isEmpty();
    }

    String post(String meetingId, NewPoll poll) {
        try {
            return "posted: " + client.createPoll(meetingId, poll).poll().question();
        } catch (NotFoundException e) {
            return "no session is active";
        } catch (AuthenticationException e) {
            return "fix the configuration: " + e.getMessage();
        } catch (RateLimitException e) {
            return "call again in " + e.retryAfter().orElse(Duration.ofMinutes(5));
        } catch (ApiException e) {
            return "refused: " + e.status() + " " + e.errors();
        } catch (TransportException e) {
            return e.requestMayHaveBeenProcessed() ? "the poll may exist" : "nothing was posted";
        } catch (UnreadableResponseException e) {
            return "the poll exists: " + e.response().body();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weekly             | posted: Ship it?
            no-session         | no session is active
            error-401          | fix the configuration: create a poll
            error-429          | call again in PT1S
            error-404-gateway  | refused: 404 [Could not route
            dropped-connection | the poll may exist
            """)
    void eachFailureHasItsReaction(String meetingId, String result) {
        ActiveSessionClient original = client;
        client = original.newBuilder().maxRetries(0).build();
        assertThat(post(meetingId, NewPoll.of("Ship it?", "Yes", "No"))).startsWith(result);
        client = original;
    }

    @Test
    void futureOfAValueIsDerived() {
        CompletableFuture<Integer> count = client.async().get(meetingId).thenApply(ActiveSession::liveParticipants);

        assertThat(count.join()).isEqualTo(2);
    }

    @Test
    void clientOnTheSameConnectionsHasItsOwnTimeout() {
        ActiveSessionClient impatient =
                client.newBuilder().timeout(Duration.ofSeconds(1)).build();

        assertThatThrownBy(() -> impatient.get("slow")).isInstanceOf(TransportException.class);
    }

    @Test
    void sharedOkHttpClientStaysOpen() {
        OkHttpClient shared = new OkHttpClient();
        ActiveSessionClient.Builder builder = ActiveSessionClient.builder().httpClient(shared);

        ActiveSessionClient sharing = builder.baseUrl(stubs.baseUrl())
                .apiToken("a-token")
                .accountId("a")
                .appId("b")
                .build();
        assertThat(sharing.get(meetingId).liveParticipants()).isEqualTo(2);
        sharing.close();
        assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
        shared.dispatcher().executorService().shutdown();
        shared.connectionPool().evictAll();
    }
}
