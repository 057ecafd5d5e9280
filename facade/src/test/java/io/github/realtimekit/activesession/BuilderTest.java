package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.ActiveSessionClient.Builder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder accepts and refuses, and its messages. */
class BuilderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("CLOUDFLARE_API_TOKEN", "t", "CLOUDFLARE_ACCOUNT_ID", "account", "REALTIMEKIT_APP_ID", "app");

    private static final String COMPLETE = "ActiveSessionClient[accountId=a, appId=b]";

    private static Builder complete() {
        return from(Map.of()).apiToken(OperationCall.TOKEN).accountId("a").appId("b");
    }

    private static Builder from(Map<String, String> environment) {
        return ActiveSessionClient.builder().fromEnvironment(environment);
    }

    private static String clientOf(Builder builder) {
        try (ActiveSessionClient client = builder.build()) {
            return client.toString();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allMissingSettingsAreNamedAtOnce() {
        String token = "apiToken (CLOUDFLARE_API_TOKEN)";
        String account = "accountId (CLOUDFLARE_ACCOUNT_ID)";
        String app = "appId (REALTIMEKIT_APP_ID)";
        Map<Builder, String> missing = Map.of(
                ActiveSessionClient.builder(), token + "; " + account + "; " + app,
                ActiveSessionClient.builder().accountId("a"), token + "; " + app,
                from(Map.of("CLOUDFLARE_ACCOUNT_ID", " \n")).apiToken(() -> "x").appId("a"), account);
        missing.forEach((builder, names) -> assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not set: " + names + "; fromEnvironment() reads the variables"));
    }

    @Test
    void nullIsRefusedWithTheNameOfTheSetting() {
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

    @Test
    void negativeRetriesAndTimeoutsThatAreNotPositiveAreRefused() {
        for (Duration duration : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            String rule = " must be positive, but is " + duration;
            assertRefused(() -> complete().timeout(duration)).hasMessage("timeout" + rule);
            assertRefused(() -> complete().attemptTimeout(duration)).hasMessage("attemptTimeout" + rule);
        }
        assertRefused(() -> complete().maxRetries(-1)).hasMessage("maxRetries must not be negative, but is -1");
        assertThat(clientOf(complete().maxRetries(Integer.MAX_VALUE))).isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            \\ss3cret      | 1 of 7 is a space
            s3cret\\n      | 7 of 7 is \\n
            s3\\r\\ncret   | 3 of 8 is \\r
            s3crét         | 5 of 6 is é
            s3cret\u007f   | 7 of 7 is U+007F
            Bearer s3cret  | 7 of 13 is a space (leave out 'Bearer')
            """)
    void tokenThatIsNotPrintableAsciiOrHasSpacesIsRefused(String escaped, String character) {
        String token = escaped.translateEscapes();
        String message = "the API token must be printable ASCII without spaces or line breaks, but character ";
        assertRefused(() -> complete().apiToken(token)).hasMessage(message + character);
        assertRefused(() -> from(Map.of("CLOUDFLARE_API_TOKEN", token))).hasMessage(message + character);
    }

    @Test
    void tokenThatIsBlankOrQuotedIsRefused() {
        assertRefused(() -> complete().apiToken(" ")).hasMessage("the API token must not be blank");
        for (String token : List.of("\"s3cret\"", "'s3cret'")) {
            assertRefused(() -> complete().apiToken(token)).hasMessage("the API token must not include the quotes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTPS://a.com/client/v4", "http://LOCALHOST:8080", "http://127.255.0.249:1", "http://[::1]/x"})
    void baseUrlWithHttpsOrOnLoopbackIsAccepted(String url) {
        assertThat(clientOf(complete().baseUrl(url))).isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://api.example.com", "http://localhost.a.com", "http://127.0.0.1.a.com", "http://[::2]"})
    void plainHttpElsewhereHasToBeAllowed(String url) {
        assertRefused(() -> complete().baseUrl(url).build())
                .hasMessageStartingWith("baseUrl must be https, or http on loopback, but is '" + url)
                .hasMessageEndingWith("'; call allowPlainHttp() for a stub server elsewhere");
        assertThat(clientOf(complete().allowPlainHttp().baseUrl(url))).isEqualTo(COMPLETE);
        assertThat(clientOf(complete().baseUrl(url).allowPlainHttp())).isEqualTo(COMPLETE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api.example.com     | be an http or https URL, but is 'api.example.com'
            https://            | be an http or https URL, but is 'https://'
            https://a.com?x=1   | have no user info, query or fragment, but is 'https://a.com?x=1'
            https://a.com/#x    | have no user info, query or fragment, but is 'https://a.com/#x'
            https://a.com\\n    | not * but character 14 of 14 is \\n
            \ufeffhttps://a.com | not * but character 1 of 14 is U+FEFF
            "https://a.com"     | not include the quotes
            """, quoteCharacter = '`')
    void baseUrlThatIsNotHttpOrHasMoreThanAPathIsRefused(String escaped, String rule) {
        String url = escaped.translateEscapes();
        String message = "baseUrl must "
                + rule.replace(
                        "*",
                        "start or end with white space or an invisible character, or contain a control character,");
        assertRefused(() -> complete().baseUrl(url)).hasMessage(message);
        assertRefused(() -> from(Map.of("CLOUDFLARE_BASE_URL", url))).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://anna:s3cret@a.com",
                "https://s3cret@a.com/x",
                "a:s3cret@a.com",
                "https:/a:s3/cret@a b.com"
            })
    void userInfoIsRefusedAndNotShown(String url) {
        assertRefused(() -> complete().baseUrl(url))
                .hasMessageStartingWith("baseUrl must ")
                .hasMessageNotContaining("s3")
                .hasMessageNotContaining("cret");
    }

    @Test
    void textOfAClientHasNoToken() {
        try (ActiveSessionClient client = complete().build()) {
            assertThat(client).hasToString("ActiveSessionClient[accountId=a, appId=b]");
            assertThat(client.newBuilder().toString() + client.async()).doesNotContain(OperationCall.TOKEN);
        }
    }

    @Test
    void theLaterOfSetterAndEnvironmentWins() {
        assertThat(clientOf(from(ENVIRONMENT))).isEqualTo("ActiveSessionClient[accountId=account, appId=app]");
        assertThat(clientOf(from(ENVIRONMENT).accountId("mine")))
                .isEqualTo("ActiveSessionClient[accountId=mine, appId=app]");
        assertThat(clientOf(complete().fromEnvironment(Map.of("CLOUDFLARE_ACCOUNT_ID", "account"))))
                .isEqualTo("ActiveSessionClient[accountId=account, appId=b]");

        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("CLOUDFLARE_BASE_URL", " ");
        assertThat(clientOf(from(environment))).isEqualTo("ActiveSessionClient[accountId=account, appId=app]");
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
