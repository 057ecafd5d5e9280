package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.benchmark.Client.Way;

/** One of the three sides that are compared. Each has a client for HTTP/1.1 and one for TLS and HTTP/2. */
record Side(Way way, String tlsUrl, Client plain, Client tls) {
    static Side of(Way way, String port) {
        String tlsUrl = "https://localhost:" + port;
        return new Side(way, tlsUrl, way.client("http://localhost:" + port), way.client(tlsUrl));
    }
}
