package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cloud.contract.stubrunner.StubFinder;
import org.springframework.cloud.contract.stubrunner.spring.AutoConfigureStubRunner;
import org.springframework.cloud.contract.stubrunner.spring.StubRunnerProperties.StubsMode;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(classes = StubRunnerTest.Nothing.class)
@AutoConfigureStubRunner(
        ids = "io.github.realtimekit:realtimekit-active-session:${realtimekit.version}:stubs",
        stubsMode = StubsMode.CLASSPATH)
class StubRunnerTest {
    @Autowired
    StubFinder stubs;

    @Test
    void allOperationsWork() {
        try (ActiveSessionClient client = ActiveSessionClient.builder()
                .apiToken("any")
                .accountId("any")
                .appId("any")
                .baseUrl(stubs.findStubUrl("realtimekit-active-session").toString())
                .build()) {
            NewPoll question = NewPoll.of("Ship it?", "Yes", "No");

            assertThat(client.get("weekly").associatedId()).isEqualTo("weekly");
            assertThat(client.createPoll("weekly", question).poll().options()).hasSize(2);
            assertThat(client.kick("weekly", Participants.withIds("a")).participants())
                    .hasSize(1);
            client.kickAll("weekly");
            assertThat(client.find("weekly")).isEmpty();
        }
    }

    @Configuration
    static class Nothing {}
}
