package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality, immutability and text of the values. */
class ValueTest {
    private static final Function<String, Object> SESSION = ActiveSession::fromJson;
    private static final Function<String, Object> KICK = KickResult::fromJson;
    private static final Function<String, Object> KICK_ALL = KickAllResult::fromJson;
    private static final Function<String, Object> POLL = CreatePollResult::fromJson;

    private final ActiveSession session =
            ActiveSession.fromJson(Golden.data("get.json").toString());
    private final KickResult kick = KickResult.fromJson(Golden.data("kick.json").toString());
    private final KickAllResult kickAll =
            KickAllResult.fromJson(Golden.data("kick-all.json").toString());
    private final CreatePollResult created =
            CreatePollResult.fromJson(Golden.data("create-poll.json").toString());
    private final Poll poll = created.poll();
    private final Poll.Option option = poll.options().get(0);
    private final Poll.Vote vote = option.votes().get(0);

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(SESSION, "get.json"),
                Arguments.of(KICK, "kick.json"),
                Arguments.of(KICK_ALL, "kick-all.json"),
                Arguments.of(POLL, "create-poll.json"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void equalJsonMakesEqualValues(Function<String, Object> fromJson, String file) {
        Object one = fromJson.apply(Golden.data(file).toString());
        Object other = fromJson.apply(" " + Golden.data(file) + " ");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(one).isNotEqualTo(null).isNotEqualTo("one");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void everyFieldCounts(Function<String, Object> fromJson, String file) {
        Object whole = fromJson.apply(Golden.data(file).toString());
        for (String field : Golden.data(file).keySet()) {
            if (!field.equals("ended_at")) { // the text null already
                assertThat(Golden.with(fromJson, file, field, null))
                        .as(field)
                        .isNotEqualTo(whole)
                        .doesNotHaveSameHashCodeAs(whole);
            }
        }
    }

    static Stream<Arguments> nestedFields() {
        return Stream.of(
                Arguments.of(SESSION, "get.json", "breakout_rooms[0].max_concurrent_participants"),
                Arguments.of(SESSION, "get.json", "breakout_rooms[0].ended_at"),
                Arguments.of(KICK, "kick.json", "participants[0].id"),
                Arguments.of(KICK, "kick.json", "participants[0].created_at"),
                Arguments.of(KICK, "kick.json", "participants[0].updated_at"),
                Arguments.of(KICK, "kick.json", "participants[0].email"),
                Arguments.of(KICK, "kick.json", "participants[0].name"),
                Arguments.of(KICK, "kick.json", "participants[0].picture"),
                Arguments.of(POLL, "create-poll.json", "poll.id"),
                Arguments.of(POLL, "create-poll.json", "poll.question"),
                Arguments.of(POLL, "create-poll.json", "poll.options"),
                Arguments.of(POLL, "create-poll.json", "poll.anonymous"),
                Arguments.of(POLL, "create-poll.json", "poll.hide_votes"),
                Arguments.of(POLL, "create-poll.json", "poll.created_by"),
                Arguments.of(POLL, "create-poll.json", "poll.voted"),
                Arguments.of(POLL, "create-poll.json", "poll.options[0].text"),
                Arguments.of(POLL, "create-poll.json", "poll.options[0].count"),
                Arguments.of(POLL, "create-poll.json", "poll.options[0].votes"),
                Arguments.of(POLL, "create-poll.json", "poll.options[0].votes[0].id"),
                Arguments.of(POLL, "create-poll.json", "poll.options[0].votes[0].name"));
    }

    @ParameterizedTest
    @MethodSource("nestedFields")
    void everyNestedFieldCounts(Function<String, Object> fromJson, String file, String path) {
        Object whole = fromJson.apply(Golden.data(file).toString());
        assertThat(Golden.with(fromJson, file, path, null)).isNotEqualTo(whole).doesNotHaveSameHashCodeAs(whole);
    }

    static Stream<Arguments> sameValues() {
        return Stream.of(
                Arguments.of(SESSION, "get.json", "live_participants", List.of("2", "2.0", "20e-1", "\"2\"")),
                Arguments.of(SESSION, "get.json", "minutes_consumed", List.of("2.5", "2.50", "25e-1", "\"2.5\"")),
                Arguments.of(
                        SESSION,
                        "get.json",
                        "created_at",
                        List.of(
                                "\"2022-01-12T14:21:34Z\"",
                                "\"2022-01-12T14:21:34.000Z\"",
                                "\"2022-01-12T16:21:34+02:00\"")),
                Arguments.of(SESSION, "get.json", "ended_at", absences()),
                Arguments.of(SESSION, "get.json", "meeting_display_name", absences()),
                Arguments.of(SESSION, "get.json", "organization_id", absences()),
                Arguments.of(SESSION, "get.json", "breakout_rooms", either(null, "null", "[]", "[null]")),
                Arguments.of(SESSION, "get.json", "meta", either(null, "null", "\"null\"", "{}")),
                Arguments.of(SESSION, "get.json", "meta", List.of("{\"a\":2}", "{\"a\":2.0}", "{\"a\":0.2e1}")),
                Arguments.of(SESSION, "get.json", "unknown_field", either(null, "1", "{}")),
                Arguments.of(KICK, "kick.json", "participants", either(null, "null", "[]", "[null]")),
                Arguments.of(KICK, "kick.json", "action", absences()),
                Arguments.of(KICK, "kick.json", "participants[0].email", absences()),
                Arguments.of(KICK_ALL, "kick-all.json", "kicked_participants_count", absences()),
                Arguments.of(POLL, "create-poll.json", "poll.anonymous", absences()),
                Arguments.of(POLL, "create-poll.json", "poll.anonymous", List.of("true", "\"true\"")),
                Arguments.of(POLL, "create-poll.json", "poll.voted", List.of("[1]", "[\"1\"]")),
                Arguments.of(POLL, "create-poll.json", "poll.voted", either(null, "null", "[]", "[null]")));
    }

    private static List<String> absences() {
        return either(null, "null", "\"null\"", "\"\"", "\" \"");
    }

    private static List<String> either(String... json) {
        List<String> list = new ArrayList<>();
        for (String text : json) {
            list.add(text);
        }
        return list;
    }

    @ParameterizedTest
    @MethodSource("sameValues")
    void equalReadingsAreEqual(Function<String, Object> fromJson, String file, String path, List<String> same) {
        Object first = Golden.with(fromJson, file, path, same.get(0));
        for (String json : same) {
            Object other = Golden.with(fromJson, file, path, json);
            assertThat(other).as(json).isEqualTo(first).hasSameHashCodeAs(first);
        }
    }

    @Test
    void theResponseDoesNotCount() {
        Step answer = Step.answer(200, Golden.text("get.json"), "cf-ray: ray-1");
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), answer, answer);
        try (ActiveSessionClient client = network.client().build()) {
            ActiveSession fromWire = client.get("m");

            assertThat(fromWire).isEqualTo(session).hasSameHashCodeAs(session);
            assertThat(client.find("m")).contains(session);
            assertThat(fromWire.response().rayId()).contains("ray-1");
            assertThat(fromWire.response().headers().get("CF-RAY"))
                    .containsExactly("ray-1")
                    .isUnmodifiable();
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
    void everyAccessorReadsItsField() {
        SessionParticipant kicked = kick.participants().get(0);

        assertThat(List.<Object>of(
                        poll.id(),
                        poll.question(),
                        poll.anonymous(),
                        poll.hideVotes(),
                        poll.voted(),
                        option.text(),
                        option.count(),
                        vote.id(),
                        vote.name(),
                        kicked.id()))
                .containsExactly(
                        "poll-1",
                        "Ship it, Anna Canary?",
                        Optional.of(false),
                        Optional.of(true),
                        List.of("voter-1", "voter-2"),
                        "Yes",
                        1,
                        "voter-1",
                        "Anna Canary",
                        "aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
        assertThat(Stream.of(created.action(), poll.createdBy(), kick.action(), kickAll.action())
                        .map(Optional::get))
                .containsExactly("created", "anna-canary", "kicked", "kicked all");
        assertThat(Stream.of(kicked.email(), kicked.name(), kicked.picture()).map(Optional::get))
                .containsExactly("anna.canary@example.com", "Anna Canary", "https://example.com/canary.png");
    }

    @Test
    void toStringShowsIdsAndNumbersButNoPeople() {
        assertThat(Stream.of(
                                session,
                                kickAll,
                                created,
                                poll,
                                option,
                                vote,
                                kick,
                                kick.participants().get(0),
                                KickResult.fromJson("{}").response())
                        .map(Object::toString))
                .containsExactly(
                        "ActiveSession[id=5ff2d4f2-0b56-4f1e-9a5f-0e9a5b2c7d11, associatedId="
                                + "bbb3f1d4-7a60-4a5e-8c3c-4b2d6c8e0f1a, status=LIVE,"
                                + " liveParticipants=3, breakoutRooms=2]",
                        "KickAllResult[kickedParticipantsCount=7]",
                        "CreatePollResult[poll=Poll[id=poll-1, 2 options]]",
                        "Poll[id=poll-1, 2 options]",
                        "Option[count=1]",
                        "Vote[id=voter-1]",
                        "KickResult[2 participants]",
                        "SessionParticipant[id=aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f]",
                        "ApiResponse[status=200, body=2 bytes, rayId=none, attempts=0]");
    }

    @Test
    void toStringOfARequestHidesTextsAndCustomIds() {
        assertThat(NewPoll.of("Ship it?", "Yes", "No").withAnonymous(true))
                .hasToString("NewPoll[question #e4f0e4b0, 2 options #002a0bbb, anonymous=true, hideVotes=null]");
        assertThat(Participants.withCustomIds("anna@example.com").andIds("a", "b\nc"))
                .hasToString("Participants[ids=[a, b c], 1 custom id #fa08e17c]");
        assertThat(Participants.withIds("a")).hasToString("Participants[ids=[a], 0 custom ids]");
    }

    @Test
    void differentRequestsLookDifferent() {
        assertThat(Stream.of(
                                NewPoll.of("q", "a"),
                                NewPoll.of("r", "a"),
                                NewPoll.of("q", "b"),
                                NewPoll.of("q", "a", "b"),
                                NewPoll.of("q", "b", "a"),
                                NewPoll.of("q", "a").withHideVotes(true),
                                NewPoll.of("q", "a").withAnonymous(true),
                                Participants.withIds("a"),
                                Participants.withCustomIds("a"),
                                Participants.withCustomIds("b"))
                        .map(Object::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void requestsCanBeRead() {
        NewPoll poll = NewPoll.of("q", "a", "b");
        Participants participants = Participants.withIds("a").andCustomIds("b");

        assertThat(poll.question()).isEqualTo("q");
        assertThat(poll.options()).containsExactly("a", "b").isUnmodifiable();
        assertThat(poll.anonymous()).isEmpty();
        assertThat(poll.hideVotes()).isEmpty();
        assertThat(poll.withAnonymous(false).anonymous()).contains(false);
        assertThat(poll.withHideVotes(true).hideVotes()).contains(true);
        assertThat(participants.ids()).containsExactly("a").isUnmodifiable();
        assertThat(participants.customIds()).containsExactly("b").isUnmodifiable();
    }

    @Test
    void requestsHaveValueEquality() {
        NewPoll poll = NewPoll.of("q", "a", "b");
        assertThat(poll).isEqualTo(NewPoll.of("q", List.of("a", "b"))).hasSameHashCodeAs(NewPoll.of("q", "a", "b"));
        assertThat(List.of(
                        NewPoll.of("r", "a", "b"),
                        NewPoll.of("q", "b", "a"),
                        poll.withAnonymous(false),
                        poll.withHideVotes(true)))
                .doesNotContain(poll)
                .doesNotHaveDuplicates();

        Participants both = Participants.withIds("a").andCustomIds("b");
        assertThat(both).isEqualTo(Participants.withCustomIds("b").andIds(List.of("a")));
        assertThat(both)
                .hasSameHashCodeAs(Participants.withCustomIds(List.of("b")).andIds("a"));
        assertThat(both)
                .isNotEqualTo(Participants.withIds("b").andCustomIds("a"))
                .doesNotHaveSameHashCodeAs(Participants.withIds("b").andCustomIds("a"));
        assertThat(poll).doesNotHaveSameHashCodeAs(NewPoll.of("r", "a", "b"));
        assertThat(new ApiError(1, "a", null, null, List.of()))
                .doesNotHaveSameHashCodeAs(new ApiError(2, "a", null, null, List.of()));
    }

    @Test
    void requestsAreCopiesOfTheirSource() {
        List<String> source = new ArrayList<>(List.of("a"));
        NewPoll poll = NewPoll.of("q", source);
        Participants participants = Participants.withIds(source).andCustomIds(source);
        source.add("b");

        assertThat(poll).isEqualTo(NewPoll.of("q", "a"));
        assertThat(participants).isEqualTo(Participants.withIds("a").andCustomIds("a"));
    }
}
