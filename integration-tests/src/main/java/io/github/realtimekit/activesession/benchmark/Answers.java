package io.github.realtimekit.activesession.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the benchmarks' server answers, rendered once; which one, the meeting's id says. */
final class Answers {
    static final String TYPICAL = "typical";
    static final String NOBODY = "nobody";
    static final String SLOW = "slow";
    static final String HELD = "held";

    static final int SLOW_MILLIS = 100;
    /** Long enough for a thousand calls to be in flight together and to be weighed, and less than OkHttp waits. */
    static final int HELD_MILLIS = 8_000;

    private static final String SESSION = """
            {"success":true,"data":{"id":"813432c7-3c5a-45e2-9acf-eef7061c7584",\
            "associated_id":"7f0d6a52-93f5-4d0e-b1a0-5a4f1c0f2d30","meeting_display_name":"Weekly planning",\
            "organization_id":"14a396e7-ca44-4937-bf1f-050a69118543","type":"meeting","status":"LIVE",\
            "live_participants":12,"max_concurrent_participants":25,"minutes_consumed":42.3434,\
            "created_at":"2022-01-12T14:21:34.398Z","started_at":"2022-01-12T14:21:34.388Z",\
            "updated_at":"2022-01-12T14:26:00.784Z","ended_at":null,"breakout_rooms":[\
            {"id":"c2b1d0e4-7a53-4c1e-8a1d-2f0f6f3f9b11","associated_id":"7f0d6a52-93f5-4d0e-b1a0-5a4f1c0f2d37",\
            "meeting_display_name":"Room 1","organization_id":"14a396e7-ca44-4937-bf1f-050a69118543",\
            "type":"meeting","status":"ENDED","live_participants":0,"max_concurrent_participants":2,\
            "minutes_consumed":3.5,"created_at":"2022-01-12T14:23:00.120Z","started_at":"2022-01-12T14:23:00.101Z",\
            "updated_at":"2022-01-12T14:25:30.002Z","ended_at":"2022-01-12T14:25:29.998Z","breakout_rooms":[],\
            "meta":{}}],"meta":{"region":"eu","tags":["planning","weekly"]}}}""";

    private static final String NO_SESSION = """
            {"success":false,"error":{"code":404,"message":"No active session found for meeting_id nobody"}}""";

    private Answers() {}

    static String kicked(int participants) {
        return "kicked-" + participants;
    }

    /** Whole HTTP answers by meeting id. */
    static Map<String, byte[]> rendered() {
        Map<String, byte[]> answers = new HashMap<>();
        for (String meeting : new String[] {TYPICAL, SLOW, HELD}) {
            answers.put(meeting, http("200 OK", SESSION));
        }
        answers.put(NOBODY, http("404 Not Found", NO_SESSION));
        for (int participants : new int[] {1, 100, 1_000, 10_000}) {
            answers.put(kicked(participants), http("200 OK", kickResult(participants)));
        }
        return answers;
    }

    /** How long the server waits before it answers. */
    static int delayMillis(String meeting) {
        return meeting.equals(SLOW) ? SLOW_MILLIS : meeting.equals(HELD) ? HELD_MILLIS : 0;
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

    private static byte[] http(String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\n"
                + "Date: Wed, 12 Jan 2022 14:26:01 GMT\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + bytes.length + "\r\n"
                + "Connection: keep-alive\r\n"
                + "CF-Ray: 8f1e2d3c4b5a6978-FRA\r\n"
                + "Server: cloudflare\r\n"
                + "Ratelimit: \"default\";r=1199;t=300\r\n"
                + "Ratelimit-Policy: \"default\";q=1200;w=300\r\n"
                + "\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[headBytes.length + bytes.length];
        System.arraycopy(headBytes, 0, answer, 0, headBytes.length);
        System.arraycopy(bytes, 0, answer, headBytes.length, bytes.length);
        return answer;
    }
}
