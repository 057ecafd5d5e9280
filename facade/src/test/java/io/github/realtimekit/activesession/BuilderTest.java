package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSessionClient.Builder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder takes, what it refuses, and what it says then. */
class BuilderTest {
    private static Builder complete() {
        return ActiveSessionClient.builder()
                .apiToken(TestCall.TOKEN)
                .accountId("a")
                .appId("b");
    }

    private static final Map<String, String> ENVIRONMENT =
            Map.of("CLOUDFLARE_API_TOKEN", "t", "CLOUDFLARE_ACCOUNT_ID", "account", "REALTIMEKIT_APP_ID", "app");

    private static Builder from(Map<String, String> environment) {
        return ActiveSessionClient.builder().fromEnvironment(environment);
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        Map<Builder, String> missing = Map.of(
                ActiveSessionClient.builder(),
                        "apiToken (CLOUDFLARE_API_TOKEN), accountId (CLOUDFLARE_ACCOUNT_ID),"
                                + " appId (REALTIMEKIT_APP_ID)",
                ActiveSessionClient.builder().accountId("a"),
                        "apiToken (CLOUDFLARE_API_TOKEN), appId (REALTIMEKIT_APP_ID)",
                from(Map.of()).apiToken(() -> "x").appId("a"), "accountId (CLOUDFLARE_ACCOUNT_ID)",
                from(Map.of("CLOUDFLARE_API_TOKEN", "t", "CLOUDFLARE_ACCOUNT_ID", " \n"))
                                .appId("a"),
                        "accountId (CLOUDFLARE_ACCOUNT_ID)");
        missing.forEach((builder, names) -> assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not set: " + names + "; fromEnvironment() reads the variables"));
    }

    @Test
    void nothingIsNull() {
        Builder builder = ActiveSessionClient.builder();
        Map<String, ThrowingCallable> calls = Map.of(
                "the API token", () -> builder.apiToken((String) null),
                "apiToken", () -> builder.apiToken((Supplier<String>) null),
                "accountId", () -> builder.accountId(null),
                "appId", () -> builder.appId(null),
                "baseUrl", () -> builder.baseUrl(null),
                "timeout", () -> builder.timeout(null),
                "attemptTimeout", () -> builder.attemptTimeout(null),
                "httpClient", () -> builder.httpClient(null));
        calls.forEach((name, call) -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name + " must not be null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void idsAreSegmentsOfAPath(String id) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().accountId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("accountId must not be ")
                .hasMessageEndingWith(", but is '" + id.strip() + "'");
        assertThatThrownBy(() -> ActiveSessionClient.builder().appId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("appId must not be ")
                .hasMessageEndingWith(", but is '" + id.strip() + "'");
    }

    @Test
    void durationsArePositive() {
        for (Duration duration : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatThrownBy(() -> ActiveSessionClient.builder().timeout(duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("timeout must be positive, but is " + duration);
            assertThatThrownBy(() -> ActiveSessionClient.builder().attemptTimeout(duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("attemptTimeout must be positive, but is " + duration);
        }
    }

    @Test
    void retriesAreNotNegative() {
        assertThatThrownBy(() -> ActiveSessionClient.builder().maxRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRetries must not be negative, but is -1");
        assertThatCode(() -> complete().maxRetries(Integer.MAX_VALUE).build().close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " s3cret",
                "s3cret ",
                "s3 cret",
                "s3cret\n",
                "s3\r\ncret",
                "s3\tcret",
                "s3crét",
                "s3cret\u007f",
                "s3\u0000cret"
            })
    void aTokenHasNoBlanksAndOnlyPrintableAscii(String token) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().apiToken(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the API token must be printable ASCII without blanks or line breaks, but character ")
                .hasMessageNotContaining("s3");
    }

    @Test
    void aTokenWithItsSchemeIsRecognized() {
        assertThatThrownBy(() -> ActiveSessionClient.builder().apiToken("Bearer s3cret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API token must be printable ASCII without blanks or line breaks,"
                        + " but character 7 of 13 is not (leave out 'Bearer')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aTokenIsNotBlank(String token) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().apiToken(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API token must not be blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/",
                "HTTPS://API.example.com/client/v4",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:1",
                "http://127.3.2.1",
                "http://[::1]:8080/x"
            })
    void aBaseUrlIsHttpsOrOnLoopback(String url) {
        assertThatCode(() -> complete().baseUrl(url).build().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com", "http://localhost.example.com", "http://127.0.0.1.example.com",
                "http://10.0.0.1", "http://[::2]", "http://128.0.0.1"
            })
    void plainHttpElsewhereHasToBeAllowed(String url) {
        assertThatThrownBy(() -> complete().baseUrl(url).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("baseUrl must be https, or http on loopback, but is '" + url)
                .hasMessageEndingWith("'; for a stub server elsewhere there is allowPlainHttp()");
        assertThatCode(() -> complete().allowPlainHttp().baseUrl(url).build().close())
                .doesNotThrowAnyException();
        assertThatCode(() -> complete().baseUrl(url).allowPlainHttp().build().close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "https://",
                "/client/v4",
                "://",
                "https:// x"
            })
    void aBaseUrlIsAnHttpUrl(String url) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().baseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUrl must be an http or https URL, but is '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com?x=1",
                "https://api.example.com/#x",
                "https://api.example.com/?",
                "https://api.example.com#"
            })
    void aBaseUrlIsOnlyABase(String url) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().baseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUrl must have no user info, query or fragment, but is '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://anna:s3cret@api.example.com", "https://s3cret@api.example.com/x", "https://anna:s3%20cret@h/",
                "https://anna:pa@s3cret@api.example.com", "ftp://anna:s3cret@example.com", "anna:s3cret@example.com",
                "https://anna:s3cret@exa mple.com", "https:\\\\anna:s3cret@example.com",
                        "https:/anna:s3cret@example.com",
                "https://anna:s3/cret@exa mple.com", "https:anna:s3cret@example.com"
            })
    void userInfoIsRefusedAndNotShown(String url) {
        assertThatThrownBy(() -> ActiveSessionClient.builder().baseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("baseUrl must ")
                .hasMessageNotContaining("s3")
                .hasMessageNotContaining("cret");
    }

    @Test
    void aClientShowsNoToken() {
        try (ActiveSessionClient client = complete().build()) {
            assertThat(client).hasToString("ActiveSessionClient[accountId=a, appId=b]");
            assertThat(client.newBuilder().toString() + client.async()).doesNotContain(TestCall.TOKEN);
        }
    }

    @Test
    void theEnvironmentIsUsed() {
        assertThat(clientOf(from(ENVIRONMENT))).isEqualTo("ActiveSessionClient[accountId=account, appId=app]");

        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("CLOUDFLARE_BASE_URL", "http://api.example.com");
        assertThatThrownBy(() -> from(environment).build()).hasMessageContaining("http://api.example.com");
        environment.put("CLOUDFLARE_BASE_URL", " ");
        assertThatCode(() -> from(environment).build().close()).doesNotThrowAnyException();
    }

    @Test
    void theLaterOfSetterAndEnvironmentWins() {
        assertThat(clientOf(from(ENVIRONMENT).accountId("mine")))
                .isEqualTo("ActiveSessionClient[accountId=mine, appId=app]");
        assertThat(clientOf(complete().fromEnvironment(Map.of("CLOUDFLARE_ACCOUNT_ID", "account"))))
                .isEqualTo("ActiveSessionClient[accountId=account, appId=b]");
    }

    private static String clientOf(Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return client.toString();
        }
    }

    @Test
    void pathsAreAppendedToTheBaseUrl() {
        Stream.of("http://127.0.0.1/a", "http://127.0.0.1/a/").forEach(url -> {
            MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.answer(500, ""));
            try (ActiveSessionClient client =
                    network.client().baseUrl(url).maxRetries(0).build()) {
                assertThatThrownBy(() -> client.get("m/1")).isInstanceOf(ApiException.class);
            }
            assertThat(network.requests().get(0))
                    .startsWith(
                            "GET /a/accounts/account-1/realtime/kit/app-1/meetings/m%2F1/active-session HTTP/1.1\r\n");
        });
    }
}
