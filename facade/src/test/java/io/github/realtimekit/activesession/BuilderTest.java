package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSessionClient.Builder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder takes, what it refuses, and what it says then. */
class BuilderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("CLOUDFLARE_API_TOKEN", "t", "CLOUDFLARE_ACCOUNT_ID", "account", "REALTIMEKIT_APP_ID", "app");

    private static Builder complete() {
        return ActiveSessionClient.builder()
                .apiToken(TestCall.TOKEN)
                .accountId("a")
                .appId("b");
    }

    private static Builder from(Map<String, String> environment) {
        return ActiveSessionClient.builder().fromEnvironment(environment);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    private static AbstractThrowableAssert<?, ?> assertBaseUrlRefused(String url) {
        return assertRefused(() -> ActiveSessionClient.builder().baseUrl(url));
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
        String rule = " must not be .*, but is '" + Pattern.quote(id.strip()) + "'";
        assertRefused(() -> complete().accountId(id)).hasMessageMatching("accountId" + rule);
        assertRefused(() -> complete().appId(id)).hasMessageMatching("appId" + rule);
    }

    @Test
    void numbersAreInRange() {
        for (Duration duration : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            String rule = " must be positive, but is " + duration;
            assertRefused(() -> complete().timeout(duration)).hasMessage("timeout" + rule);
            assertRefused(() -> complete().attemptTimeout(duration)).hasMessage("attemptTimeout" + rule);
        }
        assertRefused(() -> complete().maxRetries(-1)).hasMessage("maxRetries must not be negative, but is -1");
        assertThat(clientOf(complete().maxRetries(Integer.MAX_VALUE))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " s3cret", "s3cret ", "s3 cret", "s3cret\n", "s3\r\ncret",
                "s3\tcret", "s3crét", "s3cret\u007f", "s3\u0000cret", "Bearer s3cret"
            })
    void aTokenHasNoBlanksAndOnlyPrintableAscii(String token) {
        String rule = "the API token must be printable ASCII without blanks or line breaks, but character ";
        String advice = token.startsWith("Bearer") ? " \\(leave out 'Bearer'\\)" : "";
        assertRefused(() -> ActiveSessionClient.builder().apiToken(token))
                .hasMessageMatching(rule + "[1-8] of " + token.length() + " is not" + advice);
    }

    @Test
    void aTokenIsNotBlank() {
        for (String token : List.of("", " ", "\n")) {
            assertRefused(() -> complete().apiToken(token)).hasMessage("the API token must not be blank");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com", "https://api.example.com/", "HTTPS://API.example.com/client/v4",
                "http://localhost:8080", "http://LOCALHOST", "http://127.0.0.1:1",
                "http://127.3.2.1", "http://[::1]:8080/x"
            })
    void aBaseUrlIsHttpsOrOnLoopback(String url) {
        assertThat(clientOf(complete().baseUrl(url))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com", "http://localhost.example.com", "http://127.0.0.1.example.com",
                "http://10.0.0.1", "http://[::2]", "http://128.0.0.1"
            })
    void plainHttpElsewhereHasToBeAllowed(String url) {
        assertRefused(() -> complete().baseUrl(url).build())
                .hasMessageStartingWith("baseUrl must be https, or http on loopback, but is '" + url)
                .hasMessageEndingWith("'; for a stub server elsewhere there is allowPlainHttp()");
        assertThat(clientOf(complete().allowPlainHttp().baseUrl(url))).isNotNull();
        assertThat(clientOf(complete().baseUrl(url).allowPlainHttp())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com", "ftp://example.com", "file:///etc/passwd", "https://",
                "/client/v4", "://", "https:// x", "https"
            })
    void aBaseUrlIsAnHttpUrl(String url) {
        assertBaseUrlRefused(url).hasMessage("baseUrl must be an http or https URL, but is '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.com?x=1", "https://a.com/#x", "https://a.com/?", "https://a.com#"})
    void aBaseUrlIsOnlyABase(String url) {
        assertBaseUrlRefused(url).hasMessage("baseUrl must have no user info, query or fragment, but is '" + url + "'");
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
        assertBaseUrlRefused(url)
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
        assertThat(clientOf(from(environment))).isNotNull();
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

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/a", "http://127.0.0.1/a/"})
    void pathsAreAppendedToTheBaseUrl(String url) {
        MemoryNetwork network = new MemoryNetwork(Step.answer(404, ""));
        try (ActiveSessionClient client = network.client().baseUrl(url).build()) {
            assertThatThrownBy(() -> client.get("m/1")).isInstanceOf(ApiException.class);
        }
        assertThat(network.requests().get(0))
                .startsWith("GET /a/accounts/account-1/realtime/kit/app-1/meetings/m%2F1/active-session HTTP/1.1\r\n");
    }
}
