package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.time.Duration;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** What a client was built with. */
record Settings(
        Supplier<String> apiToken,
        String accountId,
        String appId,
        HttpUrl baseUrl,
        boolean plainHttp,
        Duration timeout,
        Duration attemptTimeout,
        int maxRetries,
        Transport transport,
        ActiveSessionApi api,
        Clock clock) {}
