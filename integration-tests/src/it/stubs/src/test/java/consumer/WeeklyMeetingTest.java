package consumer;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WeeklyMeetingTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(options().dynamicPort().usingFilesUnderClasspath(System.getProperty("stubs")))
            .build();

    final ActiveSessionClient client = ActiveSessionClient.builder()
            .apiToken("any")
            .accountId("any")
            .appId("any")
            .baseUrl(STUBS.baseUrl())
            .build();

    @Test
    void nobodyIsLeftAfterTheEnd() {
        client.kickAll("weekly");
        assertThat(client.find("weekly")).isEmpty();
    }
}
