package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arguments that cannot be right are refused before anything is sent, with the rule and the value. */
class ArgumentsTest {
    private static final NewPoll POLL = NewPoll.of("Ship it?", "Yes");
    private static final Participants PARTICIPANT = Participants.withIds("p-1");

    private final MemoryNetwork network = new MemoryNetwork(Step.refused());
    private final ActiveSessionClient client = network.client().build();

    @AfterEach
    void nothingIsSent() {
        client.close();
        assertThat(network.connections()).isZero();
    }

    private ThrowingCallable[] callsOn(String meetingId) {
        return TestCall.all().stream()
                .map(call -> (ThrowingCallable) () -> call.start(client, meetingId))
                .toArray(ThrowingCallable[]::new);
    }

    private static void assertNull(String message, ThrowingCallable... calls) {
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageMatching(message));
    }

    private static void assertRefused(String message, ThrowingCallable... calls) {
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching(message));
    }

    @Test
    void aMeetingIdIsOneSegmentOfAPath() {
        assertNull("meetingId must not be null", callsOn(null));
        for (String blank : List.of("", " ", "\t\n", "\u2003")) {
            assertRefused("meetingId must not be blank, but is ''", callsOn(blank));
        }
        assertRefused("meetingId must not be '.' or '..', but is '\\.'", callsOn("."));
        assertRefused("meetingId must not be '.' or '..', but is '\\.\\.'", callsOn(".."));
        for (String half : List.of("a\ud83d", "\ude00a")) {
            assertRefused("meetingId must be valid Unicode, but has half of a surrogate pair: 'a'", callsOn(half));
        }
        for (String id : List.of("...", "a/b", "../x", "%2e%2e", "ü", "😀", "a b", "?", "#", "x".repeat(10_000))) {
            assertThat(Arguments.id("meetingId", id)).isEqualTo(id);
        }
    }

    @Test
    void requestsAreNotNull() {
        AsyncActiveSessionClient async = client.async();
        assertNull("participants must not be null", () -> client.kick("m", null), () -> async.kick("m", null));
        assertNull("poll must not be null", () -> client.createPoll("m", null), () -> async.createPoll("m", null));
    }

    @Test
    void participantsBeginWithAtLeastOne() {
        assertRefused("ids must not be empty", () -> Participants.withIds(), () -> Participants.withIds(List.of()));
        assertRefused(
                "customIds must not be empty",
                () -> Participants.withCustomIds(),
                () -> Participants.withCustomIds(List.of()));
        assertThat(PARTICIPANT.andIds().andIds(List.of()).andCustomIds().andCustomIds(List.of()))
                .isEqualTo(PARTICIPANT);
    }

    @Test
    void everyIdOfAParticipantHasText() {
        assertRefused(
                "(ids|customIds)\\[[01]\\] must not be blank, but is ''",
                () -> Participants.withIds("a", " "),
                () -> Participants.withIds(List.of("")),
                () -> Participants.withCustomIds("\n"),
                () -> Participants.withCustomIds(List.of("a", "")),
                () -> PARTICIPANT.andIds(""),
                () -> PARTICIPANT.andIds(List.of(" ")),
                () -> PARTICIPANT.andCustomIds("a", ""),
                () -> PARTICIPANT.andCustomIds(List.of(" ")));
        assertNull(
                "(ids|customIds)(\\[[01]\\])? must not be null",
                () -> Participants.withIds((String[]) null),
                () -> Participants.withIds("a", null),
                () -> Participants.withIds((List<String>) null),
                () -> Participants.withIds(Arrays.asList("a", null)),
                () -> Participants.withCustomIds((String[]) null),
                () -> Participants.withCustomIds((String) null),
                () -> Participants.withCustomIds((List<String>) null),
                () -> PARTICIPANT.andIds((String[]) null),
                () -> PARTICIPANT.andIds((List<String>) null),
                () -> PARTICIPANT.andCustomIds((String) null),
                () -> PARTICIPANT.andCustomIds(Arrays.asList((String) null)));
    }

    @Test
    void aPollHasAQuestionAndOptions() {
        assertNull("question must not be null", () -> NewPoll.of(null, "Yes"));
        assertRefused("question must not be blank, but is ''", () -> NewPoll.of(" ", "Yes"));
        assertRefused("options must not be empty", () -> NewPoll.of("q"), () -> NewPoll.of("q", List.of()));
        assertNull(
                "options must not be null",
                () -> NewPoll.of("q", (String[]) null),
                () -> NewPoll.of("q", (List<String>) null));
        assertRefused(
                "options\\[[01]\\] must not be blank, but is ''",
                () -> NewPoll.of("q", "Yes", " "),
                () -> NewPoll.of("q", List.of("")));
        assertNull(
                "options\\[1\\] must not be null",
                () -> NewPoll.of("q", "Yes", null),
                () -> NewPoll.of("q", Arrays.asList("Yes", null)));
    }
}
