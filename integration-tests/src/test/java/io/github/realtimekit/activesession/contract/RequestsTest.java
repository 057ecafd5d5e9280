package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact requests. */
class RequestsTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    @ParameterizedTest
    @MethodSource("callsAndCallers")
    void requestHasItsMethodAndPathAndNoMoreHeadersThanItNeeds(Call call, Caller caller) {
        Request request = send(call, caller);

        assertThat(request.getMethod().getName()).isEqualTo(call.method);
        assertThat(request.getUrl())
                .isEqualTo("/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353"
                        + "/realtime/kit/14a396e7-ca44-4937-bf1f-050a69118543"
                        + "/meetings/550e8400-e29b-41d4-a716-446655440000/active-session" + call.suffix);
        assertThat(values(request, "Authorization")).containsExactly("Bearer a-token");
        assertThat(values(request, "Accept")).containsExactly("application/json");
        assertThat(values(request, "User-Agent"))
                .singleElement()
                .asString()
                .matches("realtimekit-active-session/\\d\\S*");
        assertThat(names(request)).containsExactlyInAnyOrderElementsOf(headersOf(call));
    }

    private static List<String> headersOf(Call call) {
        Stream<String> always =
                Stream.of("accept", "accept-encoding", "authorization", "connection", "host", "user-agent");
        Stream<String> more = switch (call) {
            case GET, FIND -> Stream.empty();
            case KICK_ALL -> Stream.of("content-length");
            case KICK, POLL -> Stream.of("content-length", "content-type");
        };
        return Stream.concat(always, more).toList();
    }

    @ParameterizedTest
    @MethodSource("callsAndCallers")
    void bodyIsSentByKickAndPollOnlyAndIsJson(Call call, Caller caller) {
        Request request = send(call, caller);

        boolean hasBody = call == Call.KICK || call == Call.POLL;
        assertThat(request.getBodyAsString().isEmpty()).isNotEqualTo(hasBody);
        assertThat(values(request, "Content-Type")).isEqualTo(hasBody ? List.of("application/json") : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a b/ü?%, a%20b%2F%C3%BC%3F%25",
                "%2E%2E, %252E%252E",
                "a+b;c=d&e@f:g, a+b;c=d&e@f:g",
                "#x\\y, %23x%5Cy",
                "👋, %F0%9F%91%8B",
                "..., ...",
                "abcdef-ghijkl, abcdef-ghijkl",
            })
    void idsArePercentEncodedIntoOneSegmentOfThePathEach(String id, String encoded) {
        for (Call call : Call.values()) {
            for (Caller caller : Caller.values()) {
                SERVER.resetAll();
                SERVER.answer(call, encoded, encoded, encoded, ContractServer.json(call.success, answer(call)));
                try (ActiveSessionClient client =
                        SERVER.builder().accountId(id).appId(id).build()) {
                    call.run(caller, client, id);
                }
                assertThat(SERVER.theRequest().getRequest().getUrl())
                        .isEqualTo("/client/v4" + call.path(encoded, encoded, encoded));
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void kickSendsBothListsAndAnEmptyOneForTheIdsThatAreNotUsed(Caller caller, Participants who, String golden) {
        Request request = send(
                Call.KICK,
                (client, meeting) -> caller.call(client, c -> c.kick(meeting, who), c -> c.kick(meeting, who)));

        assertThat(Golden.parse(request.getBodyAsString())).isEqualTo(Golden.json("requests/" + golden));
    }

    static Stream<Arguments> kickSendsBothListsAndAnEmptyOneForTheIdsThatAreNotUsed() {
        return forEachCaller(
                Arguments.of(Participants.withIds("p-1", "p-\"2\"").andCustomIds("user-42"), "kick-by-both-ids.json"),
                Arguments.of(Participants.withCustomIds("user-42").andIds("p-1", "p-\"2\""), "kick-by-both-ids.json"),
                Arguments.of(Participants.withIds(List.of("p-1", "p-2")), "kick-by-ids.json"),
                Arguments.of(Participants.withCustomIds("ada@example.com"), "kick-by-custom-ids.json"));
    }

    @ParameterizedTest
    @MethodSource
    void pollSendsTheFlagsThatWereSetAndLeavesOutTheOthers(Caller caller, NewPoll poll, String golden) {
        Request request = send(
                Call.POLL,
                (client, meeting) ->
                        caller.call(client, c -> c.createPoll(meeting, poll), c -> c.createPoll(meeting, poll)));

        assertThat(Golden.parse(request.getBodyAsString())).isEqualTo(Golden.json("requests/" + golden));
    }

    static Stream<Arguments> pollSendsTheFlagsThatWereSetAndLeavesOutTheOthers() {
        return forEachCaller(
                Arguments.of(NewPoll.of("Ship it?", "Yes", "No"), "poll-plain.json"),
                Arguments.of(
                        NewPoll.of("Où allons-nous ? <b>\"2\"</b> 👋", List.of("Lisbon", "Kraków"))
                                .withAnonymous(true)
                                .withHideVotes(false),
                        "poll-all-fields.json"),
                Arguments.of(NewPoll.of("Ship it?", "Yes").withAnonymous(false), "poll-anonymous-only.json"),
                Arguments.of(NewPoll.of("Ship it?", "Yes").withHideVotes(true), "poll-hide-votes-only.json"));
    }

    @ParameterizedTest
    @EnumSource
    void bodyIsSentAsUtf8AndAsItWasWritten(Caller caller) {
        NewPoll poll = NewPoll.of("Où ? <b>&'=", "👋");
        Request request = send(
                Call.POLL,
                (client, meeting) ->
                        caller.call(client, c -> c.createPoll(meeting, poll), c -> c.createPoll(meeting, poll)));

        assertThat(request.getBodyAsString()).isEqualTo("{\"question\":\"Où ? <b>&'=\",\"options\":[\"👋\"]}");
    }

    private static Request send(Call call, Caller caller) {
        return send(call, (client, meeting) -> call.run(caller, client, meeting));
    }

    private static Request send(Call call, BiConsumer<ActiveSessionClient, String> operation) {
        SERVER.answer(call, ContractServer.json(call.success, answer(call)));
        operation.accept(SERVER.client(), ContractServer.MEETING);
        return SERVER.theRequest().getRequest();
    }

    private static String answer(Call call) {
        return Golden.text(
                switch (call) {
                    case GET, FIND -> "answers/get-minimal.json";
                    case KICK -> "answers/kick-minimal.json";
                    case KICK_ALL -> "answers/kick-all-minimal.json";
                    case POLL -> "answers/poll-minimal.json";
                });
    }

    private static List<String> values(Request request, String header) {
        return request.getHeaders().all().stream()
                .filter(one -> one.keyEquals(header))
                .flatMap(one -> one.values().stream())
                .toList();
    }

    private static List<String> names(Request request) {
        return request.getHeaders().all().stream()
                .map(HttpHeader::key)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    static Stream<Arguments> callsAndCallers() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Arrays.stream(Caller.values()).map(caller -> Arguments.of(call, caller)));
    }

    private static Stream<Arguments> forEachCaller(Arguments... cases) {
        return Arrays.stream(Caller.values())
                .flatMap(caller -> Arrays.stream(cases).map(one -> Arguments.of(caller, one.get()[0], one.get()[1])));
    }
}
