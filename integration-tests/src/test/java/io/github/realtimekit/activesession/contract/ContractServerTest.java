package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.VerificationException;
import io.github.realtimekit.activesession.ApiException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server of these tests lets nothing pass that nobody expected. */
class ContractServerTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    @ParameterizedTest
    @EnumSource
    void requestThatNothingExpectsIsNoticed(Call call) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> call.run(Caller.BLOCKING, SERVER.client(), "nobody-expects-this"));

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("nobody-expects-this");
        SERVER.resetRequests();
    }

    @ParameterizedTest
    @EnumSource
    void exchangeThatDoesNotFollowTheSpecificationIsNoticed(Call call) {
        SERVER.answer(call, ContractServer.json(call.success, "{\"success\":\"yes\",\"data\":{}}"));

        call.run(Caller.BLOCKING, SERVER.client(), ContractServer.MEETING);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVER.afterEach(null))
                .withMessageContaining("/success");
        SERVER.resetRequests();
    }
}
