package io.github.realtimekit.activesession;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.Headers;

/**
 * The answer as it came: what a log, a support request or a field that this library does not know yet needs.
 *
 * <pre>{@code
 * ActiveSession session = client.get(meetingId);
 * session.response().rayId().ifPresent(ray -> log.info("answered by {}", ray));
 * }</pre>
 *
 * <p>{@link #body()} holds whatever the service sent, names and e-mail addresses included; {@link #toString()} does not.
 * Immutable and safe to share between threads.
 */
public final class ApiResponse {
    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final int attempts;

    ApiResponse(int status, Headers headers, byte[] body, int attempts) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.attempts = attempts;
    }

    /** {@return the HTTP status, 200 for a value made with {@code fromJson}} */
    public int status() {
        return status;
    }

    /** {@return all headers} A look-up by name ignores case; a header that came twice has two values. Unmodifiable. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i++) {
            map.computeIfAbsent(headers.name(i), name -> new ArrayList<>()).add(headers.value(i));
        }
        map.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(map);
    }

    /** {@return the header {@code cf-ray}, which Cloudflare's support asks for} */
    public Optional<String> rayId() {
        return header("cf-ray");
    }

    /**
     * {@return the whole body, unpacked and read as UTF-8; empty if there was none} Of an answer that was too large to be
     * read it is the beginning.
     */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@return how many requests the call took: 1 if nothing was repeated, 0 for a value made with {@code fromJson}} */
    public int attempts() {
        return attempts;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Status, size, ray id and attempts; nothing of the body. */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status + ", body=" + body.length + " bytes, rayId="
                + rayId().map(Messages::excerpt).orElse("none") + ", attempts=" + attempts + "]";
    }
}
