package io.github.realtimekit.activesession;

/** The version of this library, written by the build. */
final class Version {
    static final String VERSION = "${project.version}";

    private Version() {}
}
