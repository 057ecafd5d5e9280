/** A program that runs on the module path and on the class path. */
module consumer {
    requires io.github.realtimekit.activesession;
}
