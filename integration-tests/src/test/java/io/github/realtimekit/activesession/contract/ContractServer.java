package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Metadata;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Operation;

/**
 * A server on a free port. A request that nothing expects fails the test, and so does every exchange that does not
 * follow the specification, unless its answer was said to break it.
 */
final class ContractServer extends WireMockExtension {
    static final String RAY = "8f3b2a1c4d5e6f70-FRA";

    private static final String BASE = "/client/v4";
    private static final String BREAKS = "breaks the specification";

    private ActiveSessionClient client;

    ContractServer() {
        super(extensionOptions().options(wireMockConfig().dynamicPort()).failOnUnmatchedRequests(true));
    }

    /** The client of this server, which retries nothing. The server closes it. */
    ActiveSessionClient client() {
        if (client == null) {
            client = builder().maxRetries(0).build();
        }
        return client;
    }

    ActiveSessionClient.Builder builder() {
        return Call.client(baseUrl() + BASE);
    }

    /** Answers the operation so; the specification has to allow it. */
    void answer(Operation operation, ResponseDefinitionBuilder answer) {
        answer(operation, Call.ACCOUNT, Call.APP, Call.MEETING, answer);
    }

    /** The same for ids that are percent-encoded already. */
    void answer(Operation operation, String account, String app, String meeting, ResponseDefinitionBuilder answer) {
        stubFor(request(operation.method(), urlEqualTo(BASE + operation.path(account, app, meeting)))
                .willReturn(answer));
    }

    /** Answers so on purpose, although the specification does not allow it. */
    void answerAgainstTheSpecification(Operation operation, ResponseDefinitionBuilder answer) {
        stubFor(request(operation.method(), urlEqualTo(BASE + operation.path(Call.ACCOUNT, Call.APP, Call.MEETING)))
                .withMetadata(Metadata.metadata().attr(BREAKS, true))
                .willReturn(answer));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return answer(status, "application/json", body);
    }

    static ResponseDefinitionBuilder answer(int status, String contentType, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", contentType)
                .withHeader("cf-ray", RAY)
                .withBody(body);
    }

    /** The one request that was made. */
    ServeEvent theRequest() {
        assertThat(getAllServeEvents()).hasSize(1);
        return getAllServeEvents().get(0);
    }

    @Override
    protected void onAfterAll(WireMockRuntimeInfo info) {
        if (client != null) {
            client.close();
        }
    }

    @Override
    protected void onAfterEach(WireMockRuntimeInfo info) {
        for (ServeEvent event : getAllServeEvents()) {
            String exchange = event.getRequest().getMethod() + " "
                    + event.getRequest().getUrl() + " -> "
                    + event.getResponse().getStatus();
            assertThat(Specification.CURRENT.problemsOfRequest(event))
                    .as("the request of " + exchange + ", against the specification")
                    .isEmpty();
            if (!event.getWasMatched()) {
                continue; // noticed all the same
            }
            Metadata metadata = event.getStubMapping().getMetadata();
            if (metadata == null || !metadata.containsKey(BREAKS)) {
                assertThat(Specification.CURRENT.problemsOfResponse(event))
                        .as("the answer of " + exchange + ", against the specification")
                        .isEmpty();
            }
        }
    }
}
