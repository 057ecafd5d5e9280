package io.github.realtimekit.activesession.readme;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.realtimekit.activesession.ActiveSessionClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pages' snippets assume: a client, and a service behind it. */
abstract class WithStubs {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().usingFilesUnderDirectory("../facade/src/stubs"))
            .build();

    final String meetingId = "550e8400-e29b-41d4-a716-446655440000";
    ActiveSessionClient client;

    @BeforeEach
    void connect() {
        client = ActiveSessionClient.builder()
                .baseUrl(STUBS.baseUrl())
                .apiToken("any")
                .accountId("any")
                .appId("any")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }
}
