package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.ApiException;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.KickResult;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.RateLimitException;
import io.github.realtimekit.activesession.SessionParticipant;
import io.github.realtimekit.activesession.SessionStatus;
import io.github.realtimekit.activesession.TransportException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published stubs, as a program meets them that uses this client. */
class StubsTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().withRootDirectory("src/stubs"))
            .failOnUnmatchedRequests(true)
            .build();

    private static final String MEETING = "café \"a/b\" %41+";

    /** The special meetings, with the status and the exception of each. */
    private static final Map<String, Map.Entry<Integer, Class<? extends ApiException>>> REFUSALS = Map.ofEntries(
            refusal("no-session", 404, NotFoundException.class),
            refusal("error-400", 400, AuthenticationException.class),
            refusal("error-401", 401, AuthenticationException.class),
            refusal("error-401-message", 401, AuthenticationException.class),
            refusal("error-403", 403, AuthenticationException.class),
            refusal("error-403-html", 403, ApiException.class),
            refusal("error-404-gateway", 404, ApiException.class),
            refusal("error-429", 429, RateLimitException.class),
            refusal("error-429-without-retry-after", 429, RateLimitException.class),
            refusal("error-500", 500, ApiException.class),
            refusal("error-503", 503, ApiException.class),
            refusal("success-false", 200, ApiException.class));

    @ParameterizedTest
    @EnumSource
    void sessionIsThatOfTheMeetingAndTheAppThatWereAskedFor(Caller caller) {
        try (ActiveSessionClient client = client().build()) {
            ActiveSession session = caller.call(client, c -> c.get(MEETING), c -> c.get(MEETING));

            assertThat(session.associatedId()).isEqualTo(MEETING);
            assertThat(session.organizationId()).contains(ContractServer.APP);
            assertThat(session.status()).isEqualTo(SessionStatus.LIVE);
            assertThat(session.liveParticipants()).isEqualTo(2);
            assertThat(session.endedAt()).isEmpty();
            assertThat(session.breakoutRooms()).singleElement().satisfies(room -> {
                assertThat(room.status()).isEqualTo(SessionStatus.ENDED);
                assertThat(room.endedAt()).isPresent();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void kickAnswersForParticipantsByEitherKindOfId(Caller caller) {
        Participants who = Participants.withIds("p-1", "p-\"2\"").andCustomIds("user-42", "user-43");
        try (ActiveSessionClient client = client().build()) {
            KickResult kicked = caller.call(client, c -> c.kick(MEETING, who), c -> c.kick(MEETING, who));

            assertThat(kicked.participants())
                    .extracting(SessionParticipant::id)
                    .hasSize(4)
                    .startsWith("p-1", "p-\"2\"")
                    .doesNotContain("user-42", "user-43");
            assertThat(kicked.participants())
                    .extracting(SessionParticipant::name)
                    .containsExactly(Optional.of("Ada"), Optional.of("Ada"), Optional.empty(), Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void kickOfSomebodyUnknownIsNotFound(Caller caller) {
        Participants who = Participants.withCustomIds("user-42", "unknown-participant");
        try (ActiveSessionClient client = client().build()) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> caller.call(client, c -> c.kick(MEETING, who), c -> c.kick(MEETING, who)))
                    .withMessageContaining("No user found with id unknown-participant");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pollComesBackAsItWasSentWithANewIdEachTime(Caller caller) {
        NewPoll sent = NewPoll.of("Où ? {{now}} \"x\"", "<b>", "Kraków").withAnonymous(true);
        try (ActiveSessionClient client = client().build()) {
            List<Poll> polls = Stream.of(1, 2)
                    .map(time -> caller.call(client, c -> c.createPoll(MEETING, sent), c -> c.createPoll(MEETING, sent))
                            .poll())
                    .toList();

            assertThat(polls).extracting(Poll::id).doesNotHaveDuplicates();
            assertThat(polls).allSatisfy(poll -> {
                assertThat(poll.question()).isEqualTo("Où ? {{now}} \"x\"");
                assertThat(poll.options()).extracting(Poll.Option::text).containsExactly("<b>", "Kraków");
                assertThat(poll.options()).extracting(Poll.Option::count).containsOnly(0);
                assertThat(poll.anonymous()).contains(true);
                assertThat(poll.hideVotes()).contains(false);
                assertThat(poll.voted()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsGoneAfterKickAllUntilTheScenariosAreReset(Caller caller) {
        try (ActiveSessionClient client = client().build()) {
            assertThat(caller.call(client, c -> c.kickAll(MEETING), c -> c.kickAll(MEETING))
                            .kickedParticipantsCount())
                    .hasValue(2);

            assertThat(Call.FIND.run(caller, client, MEETING)).isEqualTo(Optional.empty());
            for (Call call : List.of(Call.GET, Call.KICK, Call.KICK_ALL, Call.POLL)) {
                assertThatExceptionOfType(NotFoundException.class)
                        .isThrownBy(() -> call.run(caller, client, "another-meeting"));
            }
            STUBS.resetScenarios();
            assertThat(Call.GET.run(caller, client, MEETING)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource
    void specialMeetingAnswersWithItsError(String meeting, Call call, Caller caller) {
        int status = REFUSALS.get(meeting).getKey();
        try (ActiveSessionClient client = client().build()) {
            if (call == Call.FIND && meeting.equals("no-session")) {
                assertThat(call.run(caller, client, meeting)).isEqualTo(Optional.empty());
                return;
            }
            ApiException refused = catchThrowableOfType(ApiException.class, () -> call.run(caller, client, meeting));

            assertThat(refused).isExactlyInstanceOf(REFUSALS.get(meeting).getValue());
            assertThat(refused.status()).isEqualTo(status == 200 ? call.success : status);
            assertThat(refused.rayId()).isPresent();
            assertThat(refused.retryAfter())
                    .isEqualTo(meeting.equals("error-429") ? Optional.of(Duration.ofSeconds(1)) : Optional.empty());
        }
    }

    static Stream<Arguments> specialMeetingAnswersWithItsError() {
        return REFUSALS.keySet().stream()
                .sorted()
                .flatMap(meeting -> Arrays.stream(Call.values())
                        .flatMap(call ->
                                Arrays.stream(Caller.values()).map(caller -> Arguments.of(meeting, call, caller))));
    }

    @ParameterizedTest
    @EnumSource
    void droppedConnectionIsNoAnswer(Caller caller) {
        try (ActiveSessionClient client = client().build()) {
            for (Call call : Call.values()) {
                TransportException lost = catchThrowableOfType(
                        TransportException.class, () -> call.run(caller, client, "dropped-connection"));

                assertThat(lost.requestMayHaveBeenProcessed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowMeetingOutlastsAShortTimeout(Caller caller) {
        try (ActiveSessionClient client =
                client().timeout(Duration.ofMillis(200)).build()) {
            for (Call call : Call.values()) {
                assertThatExceptionOfType(TransportException.class)
                        .isThrownBy(() -> call.run(caller, client, "slow"))
                        .withMessageContaining("no answer within");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-account", "unknown-app"})
    void wrongAccountOrAppIsNoMissingSession(String id) {
        ActiveSessionClient.Builder wrong = id.equals("unknown-app") ? client().appId(id) : client().accountId(id);
        try (ActiveSessionClient client = wrong.build()) {
            for (Call call : Call.values()) {
                for (Caller caller : Caller.values()) {
                    assertThat(catchThrowableOfType(ApiException.class, () -> call.run(caller, client, MEETING)))
                            .isExactlyInstanceOf(ApiException.class)
                            .hasMessageContaining("[7003]");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void badTokenIsRefused(Caller caller) {
        try (ActiveSessionClient client = client().apiToken("bad-token").build()) {
            for (Call call : Call.values()) {
                assertThatExceptionOfType(AuthenticationException.class)
                        .isThrownBy(() -> call.run(caller, client, MEETING));
            }
        }
    }

    private static Map.Entry<String, Map.Entry<Integer, Class<? extends ApiException>>> refusal(
            String meeting, int status, Class<? extends ApiException> type) {
        return Map.entry(meeting, Map.entry(status, type));
    }

    private static ActiveSessionClient.Builder client() {
        return ActiveSessionClient.builder()
                .apiToken(ContractServer.TOKEN)
                .accountId(ContractServer.ACCOUNT)
                .appId(ContractServer.APP)
                .baseUrl(STUBS.baseUrl() + "/client/v4")
                .maxRetries(0);
    }
}
