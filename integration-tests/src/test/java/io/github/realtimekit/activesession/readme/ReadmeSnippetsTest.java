package io.github.realtimekit.activesession.readme;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.KickAllResult;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.SessionParticipant;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of the README, run. {@link ReadmeTest} sees that the README has no others. */
class ReadmeSnippetsTest {
    @RegisterExtension
    static final WireMockExtension stubs = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().usingFilesUnderDirectory("src/stubs"))
            .failOnUnmatchedRequests(true)
            .build();

    private static final PrintStream out =
            new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    private final String meetingId = "550e8400-e29b-41d4-a716-446655440000";
    private ActiveSessionClient client = ActiveSessionClient.builder()
            .baseUrl("http://localhost")
            .apiToken("t")
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
    void theFirstProgramPrintsTheSession() throws Exception {
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
    void theFourOperations() {
        ActiveSession session = client.get(meetingId);
        Optional<ActiveSession> perhaps = client.find(meetingId);

        Participants troublemakers =
                Participants.withCustomIds("troll-42").andIds("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
        KickResult kicked = client.kick(meetingId, troublemakers);

        NewPoll question =
                NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true).withHideVotes(true);
        Poll poll = client.createPoll(meetingId, question).poll();

        KickAllResult everybody = client.kickAll(meetingId);

        assertThat(session.liveParticipants()).isEqualTo(2);
        assertThat(perhaps).contains(session);
        assertThat(kicked.participants()).hasSize(2);
        assertThat(poll.question()).isEqualTo("Ship it?");
        assertThat(everybody.kickedParticipantsCount()).hasValue(2);
        assertThat(client.find(meetingId)).isEmpty();
    }

    @Test
    void whatComesBack() {
        ActiveSession session = client.get(meetingId);
        out.println(session.status() + " " + session.minutesConsumed() + " " + session.endedAt());
        for (ActiveSession room : session.breakoutRooms()) {
            out.println(room.meetingDisplayName().orElse("a room") + ": " + room.liveParticipants());
        }
        session.response().rayId().ifPresent(ray -> out.println("Cloudflare's support asks for " + ray));

        for (SessionParticipant participant :
                client.kick(meetingId, Participants.withIds("a")).participants()) {
            out.println(participant.id() + " " + participant.name().orElse("nameless"));
        }
    }

    @Test
    void errors() {
        for (String meeting : new String[] {"no-session", "error-401", "error-429", "error-404-gateway", meetingId}) {
            moderate(meeting);
        }
    }

    private void moderate(String meetingId) {
        try {
            client.createPoll(meetingId, NewPoll.of("Ship it?", "Yes", "No"));
        } catch (NotFoundException e) {
            out.println("nobody is meeting there");
        } catch (AuthenticationException e) {
            out.println("mend the configuration: " + e.getMessage());
        } catch (RateLimitException e) {
            out.println("call again in " + e.retryAfter().orElse(Duration.ofMinutes(5)));
        } catch (ApiException e) {
            out.println("refused: " + e.status() + " " + e.errors());
        } catch (TransportException e) {
            out.println(e.requestMayHaveBeenProcessed() ? "the poll may exist" : "nothing was posted");
        } catch (UnreadableResponseException e) {
            out.println(
                    "the poll exists, but the answer is broken: " + e.response().body());
        }
    }

    @Test
    void anotherTimeoutForOneCall() {
        ActiveSessionClient impatient =
                client.newBuilder().timeout(Duration.ofSeconds(1)).build();
        assertThatThrownBy(() -> impatient.get("slow")).isInstanceOf(TransportException.class);
    }

    @Test
    void asynchronously() {
        CompletableFuture<ActiveSession> session = client.async().get(meetingId);
        session.thenApply(ActiveSession::liveParticipants)
                .exceptionally(failure -> 0)
                .thenAccept(count -> out.println(count + " participants"));
        session.join();
    }

    @Test
    void sharingAnOkHttpClient() {
        OkHttpClient shared = new OkHttpClient();
        ActiveSessionClient.Builder builder = ActiveSessionClient.builder().httpClient(shared);

        ActiveSessionClient sharing = builder.baseUrl(stubs.baseUrl())
                .apiToken("t")
                .accountId("a")
                .appId("b")
                .build();
        assertThat(sharing.get(meetingId).liveParticipants()).isEqualTo(2);
        sharing.close();
        assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
        shared.dispatcher().executorService().shutdown();
        shared.connectionPool().evictAll();
    }

    @Test
    void aValueWithoutAServer() {
        ActiveSession session = ActiveSession.fromJson("""
                {"id": "s1", "status": "LIVE", "live_participants": 3}
                """);
        assertThat(session.liveParticipants()).isEqualTo(3);
    }
}
