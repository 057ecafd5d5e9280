package io.github.realtimekit.activesession.readme;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.RealtimeKitException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

class Dashboard implements AutoCloseable {
    final Map<String, String> board = new ConcurrentHashMap<>();
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(8); // at most eight calls at once
    private final ActiveSessionClient client;

    /** Fifty meetings every 15 s: 1,000 requests in five minutes, evenly spread. */
    Dashboard(ActiveSessionClient client, List<String> meetings, Duration every) {
        this.client = client.newBuilder().maxRetries(0).build(); // the next round is the retry
        for (int i = 0; i < meetings.size(); i++) {
            String meeting = meetings.get(i);
            long first = every.toMillis() * i / meetings.size();
            workers.scheduleWithFixedDelay(() -> look(meeting), first, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look(String meeting) {
        try {
            board.put(
                    meeting,
                    client.find(meeting)
                            .map(s -> s.liveParticipants() + " there")
                            .orElse("no session"));
        } catch (RealtimeKitException e) { // uncaught, it would end the schedule
            board.put(meeting, "unknown: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
