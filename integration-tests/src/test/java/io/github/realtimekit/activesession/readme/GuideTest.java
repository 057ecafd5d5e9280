package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of the guide, facade/README.md. */
class GuideTest extends WithStubs {
    private static final NewPoll QUESTION = NewPoll.of("Ship it?", "Yes", "No");

    private static Interceptor answering(int status, String body) {
        return chain -> new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }

    @Test
    void aSharedClientStaysOpen() {
        OkHttpClient shared = new OkHttpClient();
        ActiveSessionClient.Builder builder = ActiveSessionClient.builder().httpClient(shared);

        builder.apiToken("any").accountId("any").appId("any").baseUrl(STUBS.baseUrl());
        try (ActiveSessionClient sharing = builder.build()) {
            assertThat(sharing.get(meetingId).liveParticipants()).isEqualTo(2);
        }
        assertThat(shared.connectionPool().connectionCount()).isEqualTo(1);
        shared.connectionPool().evictAll();
    }

    @Test
    void anInterceptorAnswers() {
        ActiveSessionClient client = ActiveSessionClient.builder()
                .apiToken("any")
                .accountId("any")
                .appId("any")
                .customizeHttpClient(http -> http.addInterceptor(answering(404, """
                        {"success": false, "error": {"code": 404, "message": "No active session"}}
                        """)))
                .build();

        assertThat(client.find("weekly")).isEmpty();
        assertThatThrownBy(() -> client.kickAll("weekly")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theLimitIsInTheHeaders() {
        client = client.newBuilder()
                .customizeHttpClient(http -> http.addInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .header("Ratelimit", "\"default\";r=1150;t=120")
                        .build()))
                .build();

        ActiveSession session = client.get("weekly");
        List<String> left = session.response().headers().getOrDefault("Ratelimit", List.of());

        assertThat(left).containsExactly("\"default\";r=1150;t=120");
    }

    static String health(ActiveSessionClient client) {
        try {
            client.find("00000000-0000-0000-0000-000000000000"); // no such meeting
            return "up";
        } catch (AuthenticationException e) {
            return "down, fix the credentials: " + e.getMessage();
        } catch (RealtimeKitException e) {
            return "down: " + e.getMessage(); // an ApiException with 404: the account or app id is wrong
        }
    }

    @Test
    void aHealthCheckTellsWhatIsWrong() {
        assertThat(health(client)).isEqualTo("up");
        assertThat(health(client.newBuilder().apiToken("bad-token").build()))
                .startsWith("down, fix the credentials: get the active session");
        assertThat(health(client.newBuilder().appId("unknown-app").build()))
                .startsWith("down: get the active session")
                .contains("check the account id, the app id");
    }

    @Test
    void oneCallHasItsOwnTimeout() {
        ActiveSession session =
                client.newBuilder().timeout(Duration.ofSeconds(3)).build().get("weekly");

        assertThat(session.liveParticipants()).isEqualTo(2);
    }

    @Test
    void aSmallPoolLimitsTheThreads() {
        ActiveSessionClient.Builder builder = client.newBuilder();

        ExecutorService threads = Executors.newFixedThreadPool(16); // shut it down when the program ends
        ActiveSessionClient client = builder.executor(threads).build();

        assertThat(client.async().get("weekly").join().liveParticipants()).isEqualTo(2);
        threads.shutdown();
    }

    @Test
    void aSemaphoreLimitsTheCallsAtOnce() {
        List<String> meetings = List.of("weekly", "no-session", "monthly");

        List<CompletableFuture<Optional<ActiveSession>>> looks = new ArrayList<>();
        Semaphore free = new Semaphore(20); // at most twenty calls at once
        for (String meeting : meetings) {
            free.acquireUninterruptibly();
            looks.add(client.async().find(meeting).whenComplete((session, failure) -> free.release()));
        }

        assertThat(looks).map(look -> look.join().isPresent()).containsExactly(true, false, true);
        assertThat(free.availablePermits()).isEqualTo(20);
    }

    @Test
    void orTimeoutEndsTheRequest() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        client = client.newBuilder()
                .customizeHttpClient(http -> http.eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        ended.countDown();
                    }
                }))
                .build();

        CompletableFuture<Integer> participants = client.async()
                .get("slow")
                .orTimeout(1, TimeUnit.SECONDS) // ends the request, too
                .thenApply(ActiveSession::liveParticipants);

        assertThatThrownBy(participants::join).hasCauseInstanceOf(TimeoutException.class);
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDerivedFutureWrapsItsFailure() {
        CompletableFuture<Integer> participants = client.async()
                .get("no-session")
                .thenApply(ActiveSession::liveParticipants)
                .exceptionally(failure -> {
                    if (failure.getCause() instanceof NotFoundException) { // failure is a CompletionException
                        return 0;
                    }
                    throw new CompletionException(failure.getCause());
                });

        assertThat(participants.join()).isZero();
    }

    @Test
    void theModerationBotSaysWhatHappened() {
        ModerationBot bot = new ModerationBot(client);

        assertThat(bot.remove("weekly", "troll-42")).isEqualTo("troll-42 was removed");
        assertThat(bot.remove("weekly", "unknown-participant")).isEqualTo("unknown-participant is not in the session");
        assertThat(bot.remove("no-session", "troll-42")).isEqualTo("there is no session");
        assertThat(bot.remove("error-401", "troll-42")).startsWith("troll-42 may still be there: kick");
    }

    @Test
    void theDashboardLooksAgainAndAgain() throws Exception {
        CountDownLatch twoRounds = new CountDownLatch(100);
        List<String> meetings = Stream.concat(
                        Stream.of("error-500"), IntStream.range(1, 50).mapToObj(i -> "m" + i))
                .toList();
        ActiveSessionClient counting = client.newBuilder()
                .customizeHttpClient(http -> http.addInterceptor(chain -> {
                    twoRounds.countDown();
                    boolean fails = chain.request().url().toString().contains("error-500");
                    return answering(fails ? 500 : 200, """
                            {"success": true, "data": {"live_participants": 2}}
                            """).intercept(chain);
                }))
                .build();

        try (counting;
                Dashboard dashboard = new Dashboard(counting, meetings, Duration.ofMillis(100))) {
            assertThat(twoRounds.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(dashboard.board).hasSize(50).containsEntry("m1", "2 there");
            assertThat(dashboard.board.get("error-500")).startsWith("unknown: get the active session");
        }
    }

    @Test
    void aPollIsPostedOnceAcrossARestart(@TempDir Path folder) throws Exception {
        assertThat(new PollJournal(client, folder).post("weekly", "ship", QUESTION))
                .isTrue();
        assertThat(new PollJournal(client, folder).post("weekly", "ship", QUESTION))
                .isFalse();
        assertThat(Files.readString(folder.resolve("ship"))).isNotBlank();
    }

    @Test
    void onlyARefusedPollIsPostedAgain(@TempDir Path folder) throws Exception {
        PollJournal journal = new PollJournal(client, folder);

        assertThatThrownBy(() -> journal.post("no-session", "refused", QUESTION))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> journal.post("dropped-connection", "lost", QUESTION))
                .isInstanceOf(TransportException.class);

        assertThat(journal.post("weekly", "refused", QUESTION)).isTrue();
        assertThat(journal.post("weekly", "lost", QUESTION)).isFalse();
    }
}
