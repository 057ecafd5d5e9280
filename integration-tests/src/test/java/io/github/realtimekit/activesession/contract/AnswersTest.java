package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.realtimekit.activesession.UnreadableResponseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every accessor says of every answer in the folders {@code answers}, which follow the specification, and
 * {@code broken}, which do not. Beside each answer lies a text file with one line for each accessor; {@code = value} means
 * that it returns that, {@code ! path} that it throws an exception with that JSON path. The line {@code call ! path} stands
 * for a call that fails.
 */
class AnswersTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    private static final Map<String, List<Call>> CALLS = Map.of(
            "get", List.of(Call.GET, Call.FIND),
            "kick", List.of(Call.KICK),
            "all", List.of(Call.KICK_ALL),
            "poll", List.of(Call.POLL));

    @ParameterizedTest
    @MethodSource
    void everyAccessorOfAnAnswerThatFollowsTheSpecificationSaysWhatItShould(String file, Call call, Caller caller) {
        SERVER.answer(call, answer(file, call));

        assertThat(said(call, caller)).isEqualTo(expected(file));
    }

    static Stream<Arguments> everyAccessorOfAnAnswerThatFollowsTheSpecificationSaysWhatItShould() {
        return cases("answers");
    }

    @ParameterizedTest
    @MethodSource
    void everyAccessorOfAnAnswerThatBreaksTheSpecificationSaysWhatItCan(String file, Call call, Caller caller) {
        SERVER.answerAgainstTheSpecification(call, answer(file, call));

        assertThat(said(call, caller)).isEqualTo(expected(file));
        assertThat(Specification.CURRENT.problemsOfResponse(SERVER.theRequest()))
                .as("what is wrong with " + file + "; if nothing is, it belongs to the others")
                .isNotEmpty();
    }

    static Stream<Arguments> everyAccessorOfAnAnswerThatBreaksTheSpecificationSaysWhatItCan() {
        return cases("broken");
    }

    private static Stream<Arguments> cases(String folder) {
        return Golden.files(folder, ".json").stream()
                .flatMap(file -> callsOf(file).stream()
                        .flatMap(call ->
                                Arrays.stream(Caller.values()).map(caller -> Arguments.of(file, call, caller))));
    }

    /** By the beginning of the name: {@code get-}, {@code kick-}, {@code kick-all-} or {@code poll-}. */
    private static List<Call> callsOf(String file) {
        String[] words = file.substring(file.indexOf('/') + 1).split("-");
        return CALLS.get(words[1].equals("all") ? "all" : words[0]);
    }

    private static ResponseDefinitionBuilder answer(String file, Call call) {
        return ContractServer.json(call.success, Golden.text(file));
    }

    private static String expected(String file) {
        return Golden.text(file.replace(".json", ".txt"));
    }

    private static String said(Call call, Caller caller) {
        try {
            Object value = call.run(caller, SERVER.client(), ContractServer.MEETING);
            return Accessors.describe(value instanceof Optional<?> found ? found.orElseThrow() : value);
        } catch (UnreadableResponseException e) {
            return "call ! " + Accessors.where(e) + "\n";
        }
    }
}
