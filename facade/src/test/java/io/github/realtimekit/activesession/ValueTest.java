package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.ValueSource;

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

    private static Object read(Function<String, Object> fromJson, String file) {
        return fromJson.apply(Golden.data(file).toString());
    }

    static Stream<Arguments> golden() {
        return Stream.of(TestCall.Kind.values()).map(kind -> Arguments.of(kind.fromJson, kind.golden()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void everyFieldCounts(Function<String, Object> fromJson, String file) {
        Object whole = read(fromJson, file);
        Object same = fromJson.apply(" " + Golden.data(file) + " ");

        assertThat(whole).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        assertThat(whole).isNotEqualTo(null).isNotEqualTo("one");
        for (String field : Golden.data(file).keySet()) {
            if (!field.equals("ended_at")) { // the text null already
                assertCounts(whole, Golden.with(fromJson, file, field, null), field);
            }
        }
    }

    private static void assertCounts(Object whole, Object without, String field) {
        assertThat(without).as(field).isNotEqualTo(whole).doesNotHaveSameHashCodeAs(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get.json breakout_rooms[0] max_concurrent_participants ended_at",
                "kick.json participants[0] id created_at updated_at email name picture",
                "create-poll.json poll id question options anonymous hide_votes created_by voted",
                "create-poll.json poll.options[0] text count votes",
                "create-poll.json poll.options[0].votes[0] id name"
            })
    void everyNestedFieldCounts(String row) {
        String[] words = row.split(" ");
        Function<String, Object> fromJson =
                words[0].equals("get.json") ? SESSION : words[0].equals("kick.json") ? KICK : POLL;
        Object whole = read(fromJson, words[0]);
        for (String field : List.of(words).subList(2, words.length)) {
            assertCounts(whole, Golden.with(fromJson, words[0], words[1] + "." + field, null), field);
        }
    }

    static Stream<Arguments> sameValues() {
        List<String> absences = Arrays.asList(null, "null", "\"null\"", "\"\"", "\" \"");
        String timestamp = "\"2022-01-12T14:21:34Z\"";
        return Stream.of(
                Arguments.of(SESSION, "get.json", "live_participants", List.of("2", "2.0", "20e-1", "\"2\"")),
                Arguments.of(SESSION, "get.json", "minutes_consumed", List.of("2.5", "2.50", "25e-1", "\"2.5\"")),
                Arguments.of(SESSION, "get.json", "created_at", List.of(timestamp, timestamp.replace("Z", ".000Z"))),
                Arguments.of(SESSION, "get.json", "created_at", List.of(timestamp, "\"2022-01-12T16:21:34+02:00\"")),
                Arguments.of(SESSION, "get.json", "ended_at", absences),
                Arguments.of(SESSION, "get.json", "meeting_display_name", absences),
                Arguments.of(SESSION, "get.json", "organization_id", absences),
                Arguments.of(SESSION, "get.json", "breakout_rooms", Arrays.asList(null, "null", "[]", "[null]")),
                Arguments.of(SESSION, "get.json", "meta", Arrays.asList(null, "null", "\"null\"", "{}")),
                Arguments.of(SESSION, "get.json", "meta", List.of("{\"a\":2}", "{\"a\":2.0}", "{\"a\":0.2e1}")),
                Arguments.of(SESSION, "get.json", "unknown_field", Arrays.asList(null, "1", "{}")),
                Arguments.of(KICK, "kick.json", "participants", Arrays.asList(null, "null", "[]", "[null]")),
                Arguments.of(KICK, "kick.json", "action", absences),
                Arguments.of(KICK, "kick.json", "participants[0].email", absences),
                Arguments.of(KICK_ALL, "kick-all.json", "kicked_participants_count", absences),
                Arguments.of(POLL, "create-poll.json", "poll.anonymous", absences),
                Arguments.of(POLL, "create-poll.json", "poll.anonymous", List.of("true", "\"true\"")),
                Arguments.of(POLL, "create-poll.json", "poll.voted", List.of("[1]", "[\"1\"]")),
                Arguments.of(POLL, "create-poll.json", "poll.voted", Arrays.asList(null, "null", "[]", "[null]")));
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
        MemoryNetwork network = new MemoryNetwork(answer, answer);
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

        assertThat(poll.id()).isEqualTo("poll-1");
        assertThat(poll.question()).isEqualTo("Ship it, Anna Canary?");
        assertThat(poll.anonymous()).contains(false);
        assertThat(poll.hideVotes()).contains(true);
        assertThat(poll.createdBy()).contains("anna-canary");
        assertThat(poll.voted()).containsExactly("voter-1", "voter-2");
        assertThat(option.text()).isEqualTo("Yes");
        assertThat(option.count()).isEqualTo(1);
        assertThat(vote.id()).isEqualTo("voter-1");
        assertThat(vote.name()).isEqualTo("Anna Canary");
        assertThat(kicked.id()).isEqualTo("aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f");
        assertThat(kicked.email()).contains("anna.canary@example.com");
        assertThat(kicked.name()).contains("Anna Canary");
        assertThat(kicked.picture()).contains("https://example.com/canary.png");
        assertThat(Stream.of(created.action(), kick.action(), kickAll.action()).map(Optional::get))
                .containsExactly("created", "kicked", "kicked all");
    }

    @Test
    void toStringShowsIdsAndNumbersButNoPeople() {
        assertThat(session)
                .hasToString("ActiveSession[id=5ff2d4f2-0b56-4f1e-9a5f-0e9a5b2c7d11, associatedId="
                        + "bbb3f1d4-7a60-4a5e-8c3c-4b2d6c8e0f1a, status=LIVE, liveParticipants=3, breakoutRooms=2]");
        assertThat(kickAll).hasToString("KickAllResult[kickedParticipantsCount=7]");
        assertThat(created).hasToString("CreatePollResult[poll=Poll[id=poll-1, 2 options]]");
        assertThat(poll).hasToString("Poll[id=poll-1, 2 options]");
        assertThat(option).hasToString("Option[count=1]");
        assertThat(vote).hasToString("Vote[id=voter-1]");
        assertThat(kick).hasToString("KickResult[2 participants]");
        assertThat(kick.participants().get(0))
                .hasToString("SessionParticipant[id=aaa2e1c3-6f4b-4d6e-9f2e-3a1c5b7d9e0f]");
        assertThat(KickResult.fromJson("{}").response())
                .hasToString("ApiResponse[status=200, body=2 bytes, rayId=none, attempts=0]");
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
    void requestsAreCopiesThatCanBeRead() {
        List<String> options = new ArrayList<>(List.of("a", "b"));
        List<String> ids = new ArrayList<>(List.of("a"));
        NewPoll poll = NewPoll.of("q", options);
        Participants participants = Participants.withIds(ids).andCustomIds(ids).andCustomIds("b");
        options.add("c");
        ids.add("c");

        assertThat(poll.question()).isEqualTo("q");
        assertThat(poll.options()).containsExactly("a", "b").isUnmodifiable();
        assertThat(poll.anonymous()).isEmpty();
        assertThat(poll.hideVotes()).isEmpty();
        assertThat(poll.withAnonymous(false).anonymous()).contains(false);
        assertThat(poll.withHideVotes(true).hideVotes()).contains(true);
        assertThat(participants.ids()).containsExactly("a").isUnmodifiable();
        assertThat(participants.customIds()).containsExactly("a", "b").isUnmodifiable();
    }

    @Test
    void requestsHaveValueEquality() {
        NewPoll poll = NewPoll.of("q", "a", "b");
        Participants both = Participants.withIds("a").andCustomIds("b");
        List<Object> different = List.of(
                poll,
                NewPoll.of("r", "a", "b"),
                NewPoll.of("q", "b", "a"),
                NewPoll.of("q", "a"),
                poll.withAnonymous(false),
                poll.withHideVotes(true),
                both,
                Participants.withIds("b").andCustomIds("a"),
                Participants.withIds("a"),
                Participants.withCustomIds("a"),
                Participants.withCustomIds("b"),
                new ApiError(1, "a", null, null, List.of()),
                new ApiError(2, "a", null, null, List.of()));

        assertThat(different).doesNotHaveDuplicates();
        assertThat(different).extracting(Object::hashCode).doesNotHaveDuplicates();
        assertThat(different).extracting(Object::toString).doesNotHaveDuplicates();
        assertThat(poll).isEqualTo(NewPoll.of("q", List.of("a", "b"))).hasSameHashCodeAs(NewPoll.of("q", "a", "b"));
        assertThat(both)
                .isEqualTo(Participants.withCustomIds(List.of("b")).andIds(List.of("a")))
                .hasSameHashCodeAs(Participants.withCustomIds("b").andIds("a"));
    }
}
