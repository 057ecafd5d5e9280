package consumer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AuthenticationException;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.NotFoundException;
import io.github.realtimekit.activesession.Participants;
import io.github.realtimekit.activesession.Poll;
import io.github.realtimekit.activesession.ServerException;
import io.github.realtimekit.activesession.SessionParticipant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stubs in the jar serve all operations and fail on demand. */
class AllOperationsTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(options().dynamicPort().usingFilesUnderClasspath(WeeklyMeetingTest.FOLDER))
            .failOnUnmatchedRequests(true)
            .build();

    final ActiveSessionClient client = ActiveSessionClient.builder()
            .apiToken("any")
            .accountId("any")
            .appId("any")
            .baseUrl(STUBS.baseUrl())
            .build();

    @Test
    void aSessionIsThatOfTheMeetingThatWasAskedFor() {
        assertThat(client.get("weekly").associatedId()).isEqualTo("weekly");
    }

    @Test
    void aPollHasTheOptionsThatWereSent() {
        NewPoll question = NewPoll.of("Ship it?", "Yes", "No");

        assertThat(client.createPoll("weekly", question).poll().options())
                .extracting(Poll.Option::text)
                .containsExactly("Yes", "No");
    }

    @Test
    void aKickNamesTheKickedParticipants() {
        assertThat(client.kick("weekly", Participants.withIds("a", "b")).participants())
                .extracting(SessionParticipant::id)
                .containsExactly("a", "b");
    }

    @Test
    void kickAllCountsParticipants() {
        assertThat(client.kickAll("weekly").kickedParticipantsCount()).hasValue(2);
    }

    @Test
    void aCustomStubWins() {
        STUBS.stubFor(post(urlPathMatching(".*/meetings/weekly/active-session/poll"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(503)));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.createPoll("weekly", NewPoll.of("Ship it?", "Yes", "No")));
    }

    @Test
    void documentedMeetingsFail() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.get("no-session"));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> client.kickAll("error-401"));
    }
}
