package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.VerificationException;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.EachCall;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server of these tests lets nothing pass that nobody expected. */
class ContractServerTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    @EachCall
    void unexpectedRequestIsNoticed(Call call) {
        call.failure(SERVER.client(), "nobody-expects-this");

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("nobody-expects-this");
        SERVER.resetRequests();
    }

    @EachCall
    void exchangeThatBreaksTheDocumentIsNoticed(Call call) {
        SERVER.answer(
                call.operation(), ContractServer.json(call.operation().success(), "{\"success\":\"yes\",\"data\":{}}"));
        call.on(SERVER.client());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("/success");
        SERVER.resetRequests();
    }
}
