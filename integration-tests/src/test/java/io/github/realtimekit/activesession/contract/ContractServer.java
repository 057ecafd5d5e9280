package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.TestedOperation;

/**
 * A server on a free port. An unexpected request fails the test, and so does a request or response that does not match
 * the document.
 */
final class ContractServer extends WireMockExtension {
    private static final String BASE = "/client/v4";

    private ActiveSessionClient client;

    ContractServer() {
        super(extensionOptions().options(wireMockConfig().dynamicPort()).failOnUnmatchedRequests(true));
    }

    /** A client for this server that retries nothing. The server closes it. */
    ActiveSessionClient client() {
        if (client == null) {
            client = builder().maxRetries(0).build();
        }
        return client;
    }

    ActiveSessionClient.Builder builder() {
        return Call.client(baseUrl() + BASE);
    }

    /** Expects the operation, and responds with success and this body. */
    void answer(TestedOperation operation, String body) {
        answer(operation, operation.path(Call.ACCOUNT, Call.APP, Call.MEETING), body);
    }

    void answer(TestedOperation operation, String path, String body) {
        stubFor(request(operation.method(), urlEqualTo(BASE + path))
                .willReturn(aResponse()
                        .withStatus(operation.success())
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    /** The one request that was made. */
    Request theRequest() {
        assertThat(getAllServeEvents()).hasSize(1);
        return getAllServeEvents().get(0).getRequest();
    }

    @Override
    protected void onAfterEach(WireMockRuntimeInfo info) {
        for (ServeEvent event : getAllServeEvents()) {
            String request =
                    event.getRequest().getMethod() + " " + event.getRequest().getUrl();
            assertThat(Specification.problemsOfRequest(event)).as(request).isEmpty();
            if (event.getWasMatched()) {
                assertThat(Specification.problemsOfResponse(event))
                        .as("the response to " + request)
                        .isEmpty();
            }
        }
    }

    @Override
    protected void onAfterAll(WireMockRuntimeInfo info) {
        if (client != null) {
            client.close();
        }
    }
}
