package io.github.realtimekit.activesession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.ServerException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guide's shared calls, with a clock that the test controls. */
class SharedCallsTest extends WithStubs {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private SharedCalls calls;

    @BeforeEach
    void share() {
        calls = new SharedCalls(client, Duration.ofSeconds(5), now::get, new ConcurrentHashMap<>());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void assertRequests(int count) {
        assertThat(STUBS.getAllServeEvents()).hasSize(count);
    }

    @Test
    void nineteenWaitingCallersMakeOneRequest() {
        List<CompletableFuture<Optional<ActiveSession>>> waiting =
                Stream.generate(() -> calls.find(meetingId)).limit(19).toList();

        assertThat(waiting).allSatisfy(call -> assertThat(call).succeedsWithin(LIMIT));
        assertRequests(1);
    }

    @Test
    void callIsSharedForAMoment() {
        assertThat(calls.find(meetingId)).succeedsWithin(LIMIT);
        pass(Duration.ofMillis(4_999));
        assertThat(calls.find(meetingId)).succeedsWithin(LIMIT);
        assertRequests(1);

        pass(Duration.ofMillis(1));
        assertThat(calls.find(meetingId)).succeedsWithin(LIMIT);
        assertRequests(2);
    }

    @Test
    void failureIsSharedForAMomentToo() {
        for (int i = 0; i < 3; i++) {
            assertThat(calls.find("error-503"))
                    .failsWithin(LIMIT)
                    .withThrowableThat()
                    .withCauseInstanceOf(ServerException.class);
        }
        assertRequests(1);

        pass(Duration.ofSeconds(5));
        assertThat(calls.find("error-503")).failsWithin(LIMIT);
        assertRequests(2);
    }

    @Test
    void whoeverGivesUpEndsNobodyElsesCall() {
        calls.find(meetingId).cancel(true);

        assertThat(calls.find(meetingId)).succeedsWithin(LIMIT);
        assertRequests(1);
    }

    @Test
    void meetingsDoNotShareCalls() {
        assertThat(new SharedCalls(client, Duration.ofHours(1)).find(meetingId)).succeedsWithin(LIMIT);
        assertThat(calls.find("no-session")).succeedsWithin(LIMIT).isEqualTo(Optional.empty());
        assertRequests(2);
    }
}
