package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.ActiveSessionClient;

/** Where all the clients of a run send to, and as whom. */
final class Target {
    static final String TOKEN = "v1.0-0123456789abcdef0123456789abcdef-0123";
    static final String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";
    static final String APP = "14a396e7-ca44-4937-bf1f-050a69118543";
    static final String MEETINGS = "accounts/" + ACCOUNT + "/realtime/kit/" + APP + "/meetings";

    private static final String PORT = "benchmark.port";

    private Target() {}

    /** The option that tells another JVM where the server is. */
    static String option(int port) {
        return "-D" + PORT + "=" + port;
    }

    static int port() {
        return Integer.getInteger(PORT);
    }

    static String baseUrl() {
        return "http://127.0.0.1:" + port() + "/client/v4";
    }

    static ActiveSessionClient client() {
        return ActiveSessionClient.builder()
                .apiToken(TOKEN)
                .accountId(ACCOUNT)
                .appId(APP)
                .baseUrl(baseUrl())
                .build();
    }
}
