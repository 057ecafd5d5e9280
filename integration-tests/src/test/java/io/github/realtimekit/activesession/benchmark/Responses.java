package io.github.realtimekit.activesession.benchmark;

import java.util.HashMap;
import java.util.Map;

/** The responses of both servers, made once; the id of the meeting says which one. */
final class Responses {
    static final String TYPICAL = "typical";
    static final String NO_SESSION = "no-session";
    /** A typical response, after which the server closes the connection without a word. */
    static final String CLOSING = "closing";

    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "CF-Ray", "8f1e2d3c4b5a6978-FRA",
            "Server", "cloudflare",
            "Ratelimit", "\"default\";r=1199;t=300",
            "Ratelimit-Policy", "\"default\";q=1200;w=300");

    private static final String SESSION = """
            {"id":"813432c7-3c5a-45e2-9acf-eef7061c7584","associated_id":"7f0d6a52-93f5-4d0e-b1a0-5a4f1c0f2d30",\
            "meeting_display_name":"%s","organization_id":"14a396e7-ca44-4937-bf1f-050a69118543","type":"meeting",\
            "status":"%s","live_participants":12,"max_concurrent_participants":25,"minutes_consumed":42.3434,\
            "created_at":"2022-01-12T14:21:34.398Z","started_at":"2022-01-12T14:21:34.388Z",\
            "updated_at":"2022-01-12T14:26:00.784Z","ended_at":%s,"breakout_rooms":[%s],"meta":%s}""";
    private static final String ROOM = SESSION.formatted("Room 1", "ENDED", "\"2022-01-12T14:25:29.998Z\"", "", "{}");
    private static final String WHOLE = "{\"success\":true,\"data\":"
            + SESSION.formatted("Weekly planning", "LIVE", "null", ROOM, "{\"tags\":[\"planning\",\"weekly\"]}")
            + "}";

    private static final String REFUSAL = """
            {"success":false,"error":{"code":404,"message":"No active session found for meeting_id no-session"}}""";

    record Canned(int status, String body) {}

    /** By meeting id. */
    static Map<String, Canned> all() {
        Map<String, Canned> responses = new HashMap<>();
        responses.put(TYPICAL, new Canned(200, WHOLE));
        responses.put(CLOSING, new Canned(200, WHOLE));
        responses.put(NO_SESSION, new Canned(404, REFUSAL));
        for (int participants : new int[] {1, 100, 1_000, 10_000}) {
            responses.put(kicked(participants), new Canned(200, kickResult(participants)));
        }
        return responses;
    }

    /** The meeting from which so many participants are removed. */
    static String kicked(int participants) {
        return "kicked-" + participants;
    }

    /** The meeting's id in a path of the API. */
    static String meeting(String path) {
        int from = path.indexOf("/meetings/") + "/meetings/".length();
        return path.substring(from, path.indexOf('/', from));
    }

    private static String kickResult(int participants) {
        StringBuilder json = new StringBuilder("{\"success\":true,\"data\":{\"action\":\"kick\",\"participants\":[");
        for (int i = 0; i < participants; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"813432c7-3c5a-45e2-9acf-%012d\",".formatted(i))
                    .append("\"created_at\":\"2022-01-12T14:21:34.398Z\",\"updated_at\":\"2022-01-12T14:26:00.784Z\",")
                    .append("\"email\":\"participant-%d@example.com\",\"name\":\"Participant %d\",".formatted(i, i))
                    .append("\"picture\":\"https://example.com/pictures/%d.png\"}".formatted(i));
        }
        return json.append("]}}").toString();
    }
}
