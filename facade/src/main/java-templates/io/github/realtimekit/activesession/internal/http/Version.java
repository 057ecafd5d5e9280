package io.github.realtimekit.activesession.internal.http;

/** The version of this library, written by the build. */
final class Version {
    static final String VERSION = "${project.version}";

    private Version() {}
}
