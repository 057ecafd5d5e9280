package io.github.realtimekit.activesession.internal.http;

import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** A complete response in memory; of a body that is {@code tooLong}, only the beginning. */
public record HttpResponse(int status, Headers headers, String body, boolean tooLong) {
    private static final Pattern RAY_ID = Pattern.compile("[0-9A-Za-z-]{1,32}");

    /** The one header in messages and logs, so it must look like an id. */
    public Optional<String> rayId() {
        return Optional.ofNullable(headers.get("cf-ray"))
                .filter(ray -> RAY_ID.matcher(ray).matches());
    }
}
