package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The equality, immutability and {@code toString} of values. */
class ValueTest {
    private final ActiveSession session =
            ActiveSession.fromJson(Golden.data("get.json").toString());
    private final KickResult kick = KickResult.fromJson(Golden.data("kick.json").toString());
    private final CreatePollResult created =
            CreatePollResult.fromJson(Golden.data("create-poll.json").toString());
    private final Poll poll = created.poll();
    private final Poll.Option option = poll.options().get(0);

    /** The operation, and a field of each object. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET         | id breakout_rooms[0].ended_at
            KICK        | action participants participants[0].id
            KICK_ALL    | kicked_participants_count
            CREATE_POLL | action poll poll.question poll.options[0].text poll.options[0].votes[0].id
            """)
    void everyFieldCountsInEqualsAndHashCode(OperationCall.Kind kind, String fields) {
        List<Object> whole =
                parts(kind.fromJson.apply(Golden.data(kind.golden()).toString()));
        List<Object> same = parts(kind.fromJson.apply(" " + Golden.data(kind.golden()) + " "));

        assertThat(whole).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        assertThat(whole).extracting(Object::hashCode).doesNotContain(0);
        assertThat(whole).doesNotContainNull().doesNotHaveDuplicates().doesNotContain("one");
        for (String field : fields.split(" ")) {
            Object without = Golden.with(kind.fromJson, kind.golden(), field, null);
            assertThat(without).as(field).isNotEqualTo(whole.get(0)).doesNotHaveSameHashCodeAs(whole.get(0));
        }
    }

    /** A value and the values inside it. */
    private static List<Object> parts(Object value) {
        if (value instanceof KickResult kicked) {
            return List.of(kicked, kicked.participants().get(0));
        }
        if (value instanceof CreatePollResult created) {
            Poll.Option option = created.poll().options().get(0);
            return List.of(created, created.poll(), option, option.votes().get(0));
        }
        return List.of(value);
    }

    @Test
    void responseDoesNotCountInEqualsAndHashCode() {
        Step answer = Step.answer(200, Golden.text("get.json"), "cf-ray: ray-1");
        try (ActiveSessionClient client = new MemoryNetwork(answer).client().build()) {
            ActiveSession fromWire = client.get("m");

            assertThat(fromWire).isEqualTo(session).hasSameHashCodeAs(session);
            assertThat(client.find("m")).contains(session);
            assertThat(fromWire.response().rayId()).contains("ray-1");
            assertThat(fromWire.response().headers().get("CF-RAY")).containsExactly("ray-1");
            assertThat(fromWire.breakoutRooms()).allMatch(room -> room.response() == fromWire.response());
            assertThat(session.response().attempts()).isZero();
            assertThat(session.response().status()).isEqualTo(200);
            assertThat(session.response().headers()).isEmpty();
            assertThat(session.response().body())
                    .isEqualTo(Golden.data("get.json").toString());
        }
    }

    @Test
    void listsAndMapsCannotBeChanged() {
        List<Collection<?>> lists = List.of(
                session.breakoutRooms(),
                session.breakoutRooms().get(0).breakoutRooms(),
                kick.participants(),
                poll.options(),
                option.votes(),
                poll.voted(),
                (List<?>) session.meta().get("tags"));

        assertThat(lists).allSatisfy(list -> assertThat(list).isUnmodifiable());
        for (Map<?, ?> map : List.of(
                session.meta(),
                session.breakoutRooms().get(1).meta(),
                (Map<?, ?>) ((List<?>) session.meta().get("tags")).get(2),
                session.response().headers())) {
            assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void toStringShowsIdsAndNumbersButNoPeople() {
        assertThat(session)
                .hasToString("ActiveSession[id=5ff2d4f2-0b56-4f1e-9a5f-0e9a5b2c7d11, associatedId="
                        + "bbb3f1d4-7a60-4a5e-8c3c-4b2d6c8e0f1a, status=LIVE, liveParticipants=3, breakoutRooms=2]");
        assertThat(ActiveSession.fromJson("{\"id\":\"a\\nb\"}"))
                .hasToString("ActiveSession[id=a b, associatedId=?, status=?, liveParticipants=?, breakoutRooms=0]");
        assertThat(KickAllResult.fromJson("{\"kicked_participants_count\":7}"))
                .hasToString("KickAllResult[kickedParticipantsCount=7]");
        assertThat(created).hasToString("CreatePollResult[poll=Poll[id=poll-1, 2 options]]");
        assertThat(option).hasToString("Option[count=1]");
        assertThat(option.votes()).hasToString("[Vote[id=voter-1]]");
        assertThat(kick).hasToString("KickResult[2 participants]");
        assertThat(kick.participants().get(1)).hasToString("SessionParticipant[id=p-2]");
        assertThat(KickAllResult.fromJson("{\"x\":1}").response().body()).isEqualTo("{\"x\":1}");
        assertThat(created.response().body())
                .isEqualTo(Golden.data("create-poll.json").toString());
        assertThat(KickResult.fromJson("{}").response())
                .hasToString("ApiResponse[status=200, body=2 characters, rayId=none, attempts=0]");
    }

    @Test
    void textOfARequestShowsWhatIsSent() {
        List<String> texts = new ArrayList<>(List.of("a", "b"));
        NewPoll copied = NewPoll.of("q", texts).withAnonymous(true);
        Participants both = Participants.withIds(texts).andCustomIds(texts).andCustomIds("anna@example.com");
        texts.add("c");

        assertThat(copied).hasToString("NewPoll[question=q, options=[a, b], anonymous=true, hideVotes=null]");
        assertThat(copied.question()).isEqualTo("q");
        assertThat(copied.options()).containsExactly("a", "b").isUnmodifiable();
        assertThat(copied.anonymous()).contains(true);
        assertThat(copied.hideVotes()).isEmpty();
        assertThat(copied.withHideVotes(false).hideVotes()).contains(false);
        assertThat(both).hasToString("Participants[ids=[a, b], customIds=[a, b, anna@example.com]]");
        assertThat(both.ids()).containsExactly("a", "b").isUnmodifiable();
        assertThat(both.customIds()).hasSize(3).isUnmodifiable();
    }

    @Test
    void textOfARequestIsOneLineAndEscapesWhatCannotBeSeen() {
        String odd = "a\r\n\tb\u202ec\u2028d\u0085e\ufefff\u001bg 会議\u3000😀\ud83e\udec8";
        String shown = "a\\r\\n\\tbU+202EcU+2028dU+0085eU+FEFFfU+001Bg 会議\u3000😀\ud83e\udec8";

        assertThat(Participants.of(List.of(odd, "x"), List.of(odd)))
                .hasToString("Participants[ids=[" + shown + ", x], customIds=[" + shown + "]]");
        assertThat(NewPoll.of(odd, "x", odd).withHideVotes(true))
                .hasToString(
                        "NewPoll[question=" + shown + ", options=[x, " + shown + "], anonymous=null, hideVotes=true]");
    }

    @Test
    void oneOfTheTwoListsOfParticipantsMayBeEmpty() {
        assertThat(Participants.of(List.of("a"), List.of())).isEqualTo(Participants.withIds("a"));
        assertThat(Participants.of(Set.of(), List.of("b", "c"))).isEqualTo(Participants.withCustomIds("b", "c"));
        assertThat(Participants.of(List.of("a"), List.of("b")))
                .isEqualTo(Participants.withIds("a").andCustomIds("b"));
    }

    @Test
    void requestsAndErrorsHaveValueEquality() {
        NewPoll newPoll = NewPoll.of("q", "a", "b");
        Participants both = Participants.withIds("a").andCustomIds("b");
        List<Object> different = List.of(
                newPoll,
                NewPoll.of("q", "b", "a"),
                newPoll.withAnonymous(false),
                newPoll.withHideVotes(true),
                both,
                Participants.withIds("b").andCustomIds("a"),
                new ApiError(1, "a", null, null, List.of()),
                new ApiError(2, "a", null, null, List.of()),
                new ApiError(1, "a", null, "b", List.of()));

        assertThat(different).doesNotHaveDuplicates();
        assertThat(different).extracting(Object::hashCode).doesNotHaveDuplicates();
        assertThat(newPoll).isEqualTo(NewPoll.of("q", List.of("a", "b"))).hasSameHashCodeAs(NewPoll.of("q", "a", "b"));
        assertThat(both)
                .isEqualTo(Participants.withCustomIds(List.of("b")).andIds(List.of("a")))
                .hasSameHashCodeAs(Participants.withCustomIds("b").andIds("a"));
    }
}
