package io.github.realtimekit.activesession.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * The settings of a client, which apply to all of its calls.
 *
 * @param executor runs asynchronous calls; empty for the transport's own threads
 */
public record Settings(
        Supplier<String> apiToken,
        String accountId,
        String appId,
        HttpUrl baseUrl,
        boolean allowsPlainHttp,
        Duration timeout,
        Duration attemptTimeout,
        int maxRetries,
        Optional<Executor> executor,
        Clock clock) {}
