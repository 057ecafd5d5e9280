package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that cannot be right are refused before anything is sent, with the rule and the value. */
class ArgumentsTest {
    private static final NewPoll POLL = NewPoll.of("Ship it?", "Yes");
    private static final Participants PARTICIPANT = Participants.withIds("p-1");

    private final MemoryNetwork network = new MemoryNetwork(new VirtualClock(), Step.refused());
    private final ActiveSessionClient client = network.client().build();

    @AfterEach
    void nothingIsSent() {
        client.close();
        assertThat(network.connections()).isZero();
    }

    private Stream<ThrowingCallable> callsOn(String meetingId) {
        AsyncActiveSessionClient async = client.async();
        return Stream.of(
                () -> client.get(meetingId),
                () -> client.find(meetingId),
                () -> client.kick(meetingId, PARTICIPANT),
                () -> client.kickAll(meetingId),
                () -> client.createPoll(meetingId, POLL),
                () -> async.get(meetingId),
                () -> async.find(meetingId),
                () -> async.kick(meetingId, PARTICIPANT),
                () -> async.kickAll(meetingId),
                () -> async.createPoll(meetingId, POLL));
    }

    @Test
    void aMeetingIdIsNotNull() {
        callsOn(null)
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("meetingId must not be null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void aMeetingIdIsNotBlank(String meetingId) {
        callsOn(meetingId)
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("meetingId must not be blank, but is '"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aMeetingIdIsNoStepInAPath(String meetingId) {
        callsOn(meetingId)
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("meetingId must not be '.' or '..', but is '" + meetingId + "'"));
    }

    @Test
    void participantsAreNotNull() {
        Stream.<ThrowingCallable>of(
                        () -> client.kick("m", null), () -> client.async().kick("m", null))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("participants must not be null"));
    }

    @Test
    void aPollIsNotNull() {
        Stream.<ThrowingCallable>of(
                        () -> client.createPoll("m", null), () -> client.async().createPoll("m", null))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("poll must not be null"));
    }

    @Test
    void participantsBeginWithAtLeastOne() {
        Stream.<ThrowingCallable>of(() -> Participants.withIds(), () -> Participants.withIds(List.of()))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("ids must have at least one id, but is empty"));
        Stream.<ThrowingCallable>of(() -> Participants.withCustomIds(), () -> Participants.withCustomIds(List.of()))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("customIds must have at least one id, but is empty"));
    }

    @Test
    void addingNoParticipantsIsFine() {
        assertThat(PARTICIPANT.andIds().andIds(List.of()).andCustomIds().andCustomIds(List.of()))
                .isEqualTo(PARTICIPANT);
    }

    static Stream<ThrowingCallable> blankIds() {
        return Stream.of(
                () -> Participants.withIds("a", " "),
                () -> Participants.withIds(List.of("")),
                () -> Participants.withCustomIds("\n"),
                () -> Participants.withCustomIds(List.of("a", "")),
                () -> PARTICIPANT.andIds(""),
                () -> PARTICIPANT.andIds(List.of(" ")),
                () -> PARTICIPANT.andCustomIds("a", ""),
                () -> PARTICIPANT.andCustomIds(List.of(" ")));
    }

    @ParameterizedTest
    @MethodSource("blankIds")
    void noParticipantHasABlankId(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(ids|customIds)\\[[01]\\] must not be blank, but is ''");
    }

    static Stream<ThrowingCallable> nullIds() {
        return Stream.of(
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

    @ParameterizedTest
    @MethodSource("nullIds")
    void noParticipantHasNoId(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessageMatching("(ids|customIds)(\\[[01]\\])? must not be null");
    }

    @Test
    void aPollHasAQuestion() {
        assertThatThrownBy(() -> NewPoll.of(null, "Yes"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("question must not be null");
        assertThatThrownBy(() -> NewPoll.of(" ", "Yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("question must not be blank, but is ''");
    }

    @Test
    void aPollHasOptions() {
        Stream.<ThrowingCallable>of(() -> NewPoll.of("q"), () -> NewPoll.of("q", List.of()))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("options must have at least one, but are empty"));
        Stream.<ThrowingCallable>of(() -> NewPoll.of("q", (String[]) null), () -> NewPoll.of("q", (List<String>) null))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("options must not be null"));
    }

    @Test
    void everyOptionOfAPollHasText() {
        Stream.<ThrowingCallable>of(() -> NewPoll.of("q", "Yes", " "), () -> NewPoll.of("q", List.of("")))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("options\\[[01]\\] must not be blank, but is ''"));
        Stream.<ThrowingCallable>of(
                        () -> NewPoll.of("q", "Yes", null), () -> NewPoll.of("q", Arrays.asList("Yes", null)))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("options[1] must not be null"));
    }

    @Test
    void anyOtherIdIsAccepted() {
        for (String id : List.of("...", "a/b", "../x", "%2e%2e", "ü", "a b", "?", "#", "x".repeat(10_000))) {
            assertThat(Arguments.id("meetingId", id)).isEqualTo(id);
        }
    }
}
