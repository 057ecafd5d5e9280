package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
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
import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.ServerException;
import io.github.realtimekit.activesession.SessionParticipant;
import io.github.realtimekit.activesession.SessionStatus;
import io.github.realtimekit.activesession.TransportException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published stubs, as a program that uses this client meets them. */
class StubsTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().withRootDirectory("../facade/src/stubs"))
            .failOnUnmatchedRequests(true)
            .build();

    private static final String MEETING = "café \"a/b\" %41+";

    private static final String QUESTION = "Où ? {{now}} \"x\"\n\t\u0001";

    private ActiveSessionClient client;

    /** The special meetings, with the status and the exception of each. */
    private enum Special {
        NO_SESSION(404, NotFoundException.class),
        ERROR_400(400, AuthenticationException.class),
        ERROR_401(401, AuthenticationException.class),
        ERROR_401_MESSAGE(401, AuthenticationException.class),
        ERROR_403(403, AuthenticationException.class),
        ERROR_403_HTML(403, ApiException.class),
        ERROR_404_GATEWAY(404, ApiException.class),
        ERROR_429(429, RateLimitException.class),
        ERROR_429_WITHOUT_RETRY_AFTER(429, RateLimitException.class),
        ERROR_500(500, ServerException.class),
        ERROR_503(503, ServerException.class),
        SUCCESS_FALSE(0, ApiException.class);

        private final int status;
        private final Class<? extends ApiException> exception;

        Special(int status, Class<? extends ApiException> exception) {
            this.status = status;
            this.exception = exception;
        }

        int status(TestedOperation operation) {
            return status == 0 ? operation.success() : status;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @BeforeEach
    void open() {
        client = builder().build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sessionIsThatOfTheMeetingAndTheApp() {
        ActiveSession session = client.get(MEETING);

        assertThat(session.associatedId()).isEqualTo(MEETING);
        assertThat(session.organizationId()).contains(Call.APP);
        assertThat(session.status()).isEqualTo(SessionStatus.LIVE);
        assertThat(session.liveParticipants()).isEqualTo(2);
        assertThat(session.endedAt()).isEmpty();
        assertThat(session.breakoutRooms()).singleElement().satisfies(room -> {
            assertThat(room.status()).isEqualTo(SessionStatus.ENDED);
            assertThat(room.endedAt()).isPresent();
        });
    }

    @Test
    void kickNamesParticipantsByEitherKindOfId() {
        Participants who = Participants.withIds("p-1", "p-\"2\"").andCustomIds("user-42", "user-43");
        KickResult kicked = client.kick(MEETING, who);

        assertThat(kicked.participants())
                .extracting(SessionParticipant::id)
                .hasSize(4)
                .startsWith("p-1", "p-\"2\"")
                .doesNotContain("user-42", "user-43");
        assertThat(kicked.participants())
                .extracting(SessionParticipant::name)
                .containsExactly(Optional.of("Ada"), Optional.of("Ada"), Optional.empty(), Optional.empty());
    }

    @Test
    void pollComesBackAsSentWithANewIdEachTime() {
        NewPoll sent = NewPoll.of(QUESTION, "<b>", "Kraków \\ +%41").withAnonymous(true);
        List<Poll> polls = List.of(
                client.createPoll(MEETING, sent).poll(),
                client.createPoll(MEETING, sent).poll());

        assertThat(polls).extracting(Poll::id).doesNotHaveDuplicates();
        for (Poll poll : polls) {
            assertThat(poll.question()).isEqualTo(QUESTION);
            assertThat(poll.options()).extracting(Poll.Option::text).containsExactly("<b>", "Kraków \\ +%41");
            assertThat(poll.options()).extracting(Poll.Option::count).containsOnly(0);
            assertThat(poll.anonymous()).as("anonymous, sent as true").contains(true);
            assertThat(poll.hideVotes()).as("hide_votes, not sent").contains(false);
            assertThat(poll.voted()).isEmpty();
        }
    }

    @Test
    void emptyMeetingIsLiveUntilKickAll() {
        assertThat(client.get("empty").status()).isEqualTo(SessionStatus.LIVE);
        assertThat(client.get("empty").liveParticipants()).isZero();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.kick("empty", Participants.withIds("a")));
        assertThat(client.kickAll("empty").kickedParticipantsCount()).hasValue(0);
        assertThat(client.find("empty")).isEmpty();
    }

    @EachCall
    void afterKickAllNothingIsThereUntilTheReset(Call call) {
        KickAllResult kicked = client.kickAll(MEETING);
        assertThat(kicked.kickedParticipantsCount()).hasValue(2);
        if (call.operation() == TestedOperation.FIND) {
            assertThat(call.on(client, "another-meeting")).isEqualTo(Optional.empty());
        } else {
            assertThat(call.failure(client, "another-meeting")).isInstanceOf(NotFoundException.class);
        }

        STUBS.resetScenarios();
        assertThat(call.on(client, MEETING)).isNotEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @MethodSource
    void specialMeetingAnswersWithItsError(Call call, Special meeting) {
        if (call.operation() == TestedOperation.FIND && meeting == Special.NO_SESSION) {
            assertThat(call.on(client, meeting.toString())).isEqualTo(Optional.empty());
            return;
        }
        ApiException refused = catchThrowableOfType(ApiException.class, () -> call.on(client, meeting.toString()));

        assertThat(refused).isExactlyInstanceOf(meeting.exception);
        assertThat(refused.status()).isEqualTo(meeting.status(call.operation()));
        assertThat(refused.rayId()).isPresent();
        assertThat(refused.attempts()).isEqualTo(1);
        assertThat(refused.requestMayHaveBeenProcessed()).isEqualTo(refused.status() >= 500);
        assertThat(refused.errors())
                .isEqualTo(ApiException.fromResponse(500, refused.response().body())
                        .errors());
        assertThat(refused).hasMessageContaining("'" + meeting + "'");
        assertThat(refused.retryAfter())
                .isEqualTo(meeting == Special.ERROR_429 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty());
    }

    static Stream<Arguments> specialMeetingAnswersWithItsError() {
        return Call.with(Call.all(), Arrays.asList(Special.values()));
    }

    @EachCall
    void droppedConnectionIsNotAResponse(Call call) {
        RealtimeKitException lost = call.failure(client, "dropped-connection");

        assertThat(lost).isInstanceOf(TransportException.class);
        assertThat(lost.requestMayHaveBeenProcessed()).isTrue();
    }

    /** Uses its own server, since requests that nobody waits for may arrive at any time. */
    @Test
    void slowMeetingOutlastsAShortTimeout() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().withRootDirectory("../facade/src/stubs"));
        server.start();
        try (ActiveSessionClient impatient =
                Call.client(server.baseUrl()).timeout(Duration.ofMillis(500)).build()) {
            assertThat(Stream.of(TestedOperation.values()).map(operation -> operation.start(impatient, "slow")))
                    .allSatisfy(call -> assertThat(call)
                            .failsWithin(Duration.ofSeconds(20))
                            .withThrowableThat()
                            .withCauseInstanceOf(TransportException.class));
        } finally {
            server.stop();
        }
    }

    @EachCall
    void wrongTokenAccountOrAppIsRefused(Call call) {
        for (ActiveSessionClient.Builder wrong : List.of(
                client.newBuilder().accountId("unknown-account"),
                client.newBuilder().appId("unknown-app"))) {
            assertThat(call.failure(wrong.build(), MEETING))
                    .isExactlyInstanceOf(ApiException.class)
                    .hasMessageContainingAll("[7003]", "(HTTP 404, ");
        }
        assertThat(call.failure(client.newBuilder().apiToken("bad-token").build(), MEETING))
                .isInstanceOf(AuthenticationException.class);
    }

    private static ActiveSessionClient.Builder builder() {
        return Call.client(STUBS.baseUrl() + "/client/v4").maxRetries(0);
    }
}
