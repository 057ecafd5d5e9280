package io.github.realtimekit.activesession.internal.http;

import java.time.Duration;
import java.util.function.Supplier;

/** What holds for every call of a client. */
public record CallSettings(
        Transport transport,
        Supplier<String> apiToken,
        Duration timeout,
        Duration attemptTimeout,
        int maxRetries,
        Clock clock) {}
