/**
 * A Java client for the active session of a Cloudflare RealtimeKit meeting.
 *
 * <p>Start with the <a href="https://github.com/realtimekit/realtimekit-active-session-java#readme">README</a>. The <a
 * href="https://github.com/realtimekit/realtimekit-active-session-java/blob/main/facade/README.md">guide</a> covers the
 * rest: health checks, Kotlin, limits, tests, OkHttp 5, proxies, metrics, logging.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Retrofit and OkHttp 4 have no descriptor
module io.github.realtimekit.activesession {
    requires com.google.gson;
    requires io.github.realtimekit.activesession.generated;
    requires kotlin.stdlib; // OkHttp 4 is an automatic module and cannot declare it
    requires transitive okhttp3; // callers can supply an OkHttpClient
    requires okio;
    requires static transitive org.jspecify; // annotations in signatures
    requires retrofit2;
    requires retrofit2.converter.gson;

    exports io.github.realtimekit.activesession;
}
