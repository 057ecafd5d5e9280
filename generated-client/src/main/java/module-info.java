/** The client that is generated from the OpenAPI document, for the facade only. */
@SuppressWarnings({"module", "requires-automatic"}) // the facade is built later; Retrofit has no descriptor
module io.github.realtimekit.activesession.generated {
    requires com.google.gson;
    requires okhttp3;
    requires retrofit2;

    exports io.github.realtimekit.activesession.generated to
            io.github.realtimekit.activesession,
            retrofit2;
    exports io.github.realtimekit.activesession.generated.model to
            io.github.realtimekit.activesession;

    opens io.github.realtimekit.activesession.generated.model to
            com.google.gson;
}
