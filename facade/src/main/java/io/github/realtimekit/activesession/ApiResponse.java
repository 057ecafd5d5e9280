package io.github.realtimekit.activesession;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * A response of the service, with all that it sent.
 *
 * <pre>{@code
 * ActiveSession session = client.get(meetingId);
 * session.response().rayId().ifPresent(ray -> log.info("ray id {}", ray));
 * }</pre>
 *
 * <p>{@link #body()} has fields that this library does not know yet, and names and e-mail addresses;
 * {@link #toString()} has none of them. Responses are immutable and thread-safe.
 */
public final class ApiResponse {
    private static final Pattern RAY_ID = Pattern.compile("[0-9A-Za-z-]{1,32}");

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final int attempts;
    private final @Nullable String rayId;

    ApiResponse(int status, Headers headers, byte[] body, int attempts, Tokens tokens) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.attempts = attempts;
        String ray = headers.get("cf-ray"); // the one header in messages and logs, so it must look like an id
        this.rayId = ray != null && RAY_ID.matcher(tokens.redact(ray)).matches() ? ray : null;
    }

    /** {@return the HTTP status; 200 for a value made with {@code fromJson}} */
    public int status() {
        return status;
    }

    /**
     * {@return all headers, unmodifiable; a look-up by name ignores case} A header that was sent twice has two values.
     */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i++) {
            map.computeIfAbsent(headers.name(i), name -> new ArrayList<>()).add(headers.value(i));
        }
        map.replaceAll((name, values) -> Collections.unmodifiableList(values));
        return Collections.unmodifiableMap(map);
    }

    /**
     * {@return the id in the header {@code cf-ray}, which Cloudflare's support asks for; empty if it is missing or is
     * no id}
     */
    public Optional<String> rayId() {
        return Optional.ofNullable(rayId);
    }

    /**
     * {@return the whole body, unpacked, as text; empty if there was none} It is read as UTF-8 unless a byte order mark
     * says otherwise. Of a response larger than 16 MiB it is the beginning.
     */
    public String body() {
        try {
            return ResponseBody.create(body, null).string();
        } catch (IOException e) {
            throw new AssertionError("bytes in memory can be read", e);
        }
    }

    /** {@return the number of attempts of the call: 1 without a retry, 0 for a value made with {@code fromJson}} */
    public int attempts() {
        return attempts;
    }

    /** {@code problem (HTTP 404, ray 8f1…-FRA, 2 attempts)}; only the problem for a value of {@code fromJson}. */
    String describe(String problem) {
        String ray = rayId == null ? "" : ", ray " + rayId;
        return attempts == 0 ? problem : problem + " (HTTP " + status + ray + ", " + Messages.attempts(attempts) + ")";
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** {@return the status, the size of the body, the ray id and the number of attempts} */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status + ", body=" + body.length + " bytes, rayId=" + rayId().orElse("none")
                + ", attempts=" + attempts + "]";
    }
}
