/** A Java client for the active session of a Cloudflare RealtimeKit meeting. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Retrofit and OkHttp 4 have no descriptor
module io.github.realtimekit.activesession {
    requires com.google.gson;
    requires io.github.realtimekit.activesession.generated;
    requires kotlin.stdlib; // OkHttp 4 is an automatic module and names it nowhere
    requires transitive okhttp3; // a client can be handed in
    requires okio;
    requires static transitive org.jspecify; // annotations in signatures
    requires retrofit2;
    requires retrofit2.converter.gson;

    exports io.github.realtimekit.activesession;
}
