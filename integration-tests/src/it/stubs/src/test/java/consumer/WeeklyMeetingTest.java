package consumer;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WeeklyMeetingTest {
    static final String FOLDER = "META-INF/io.github.realtimekit/realtimekit-active-session/1.0.0-SNAPSHOT";

    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(options().dynamicPort().usingFilesUnderClasspath(FOLDER))
            .build();

    final ActiveSessionClient client = ActiveSessionClient.builder()
            .apiToken("any")
            .accountId("any")
            .appId("any")
            .baseUrl(STUBS.baseUrl())
            .build();

    @Test
    void kickAllEndsTheSession() {
        client.kickAll("weekly");
        assertThat(client.find("weekly")).isEmpty();
    }
}
