package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.Gson;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {
    @Autowired
    ActiveSessionClient client;

    @Autowired
    ForgottenSessions forgotten;

    @Value("${stubs.url}")
    String stubs;

    /**
     * Also resets before the first test: the program that runs after the tests ends the sessions, and there is a second
     * run.
     */
    @BeforeEach
    @AfterEach
    void resetSessions() throws Exception {
        HttpRequest reset = HttpRequest.newBuilder(URI.create(stubs + "/__admin/scenarios/reset"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(reset, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void allOperationsWorkWithTheGsonOfSpringBoot() {
        NewPoll question = NewPoll.of("Ship it?", "Yes", "No");

        assertThat(client.get("weekly").meta()).containsEntry("region", "eu");
        assertThat(client.createPoll("weekly", question).poll().options()).hasSize(2);
        assertThat(client.kick("weekly", Participants.withIds("a")).participants())
                .hasSize(1);
        assertThat(client.kickAll("weekly").kickedParticipantsCount()).hasValue(2);
        assertThat(Gson.class.getProtectionDomain().getCodeSource().getLocation())
                .asString()
                .contains("gson-2.13.");
    }

    @Test
    void aSessionThatIsHandedToJacksonFailsLoudly(@Autowired JsonMapper mapper) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> mapper.writeValueAsString(client.get("weekly")));
    }

    @Test
    void eachAttemptIsInTheLog(CapturedOutput output) {
        client.get("weekly");

        assertThat(output).containsPattern("DEBUG .*: attempt 1, HTTP 200 after \\d+ ms, ray ");
    }

    @Test
    void sessionsThatEndedByThemselvesAreNotAFailure(CapturedOutput output) {
        forgotten.end();
        forgotten.end();

        assertThat(output).contains("ended weekly").doesNotContain("WARN");
    }

    @Test
    void theEndOfForgottenSessionsIsScheduled(@Autowired ScheduledTaskHolder scheduled) {
        assertThat(scheduled.getScheduledTasks()).singleElement().asString().contains("ForgottenSessions.end");
    }

    @Test
    void theClientIsClosedWithTheContext() {
        ActiveSessionClient[] seen = new ActiveSessionClient[1];
        new ApplicationContextRunner()
                .withUserConfiguration(RealtimeKitConfiguration.class)
                .withPropertyValues(
                        "realtimekit.api-token=secret",
                        "realtimekit.account-id=an-account",
                        "realtimekit.app-id=an-app")
                .run(context -> {
                    seen[0] = context.getBean(ActiveSessionClient.class);
                    assertThat(context.getBean(RealtimeKitProperties.class))
                            .asString()
                            .doesNotContain("secret");
                });

        assertThatIllegalStateException().isThrownBy(() -> seen[0].get("weekly"));
    }
}
