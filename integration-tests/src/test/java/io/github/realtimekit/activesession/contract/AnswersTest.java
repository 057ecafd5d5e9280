package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.operations.Accessors;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every accessor returns for every answer in the folders {@code answers}, which follow the specification, and
 * {@code broken}, which do not. Each answer has a text file with one line for each accessor; {@code = value} means that
 * it returns that, {@code ! path} that it throws an exception with that JSON path. The line {@code call ! path} stands
 * for a call that fails.
 */
class AnswersTest {
    @RegisterExtension
    static final ContractServer SERVER = new ContractServer();

    @ParameterizedTest
    @MethodSource
    void answers(Call call, String file) {
        SERVER.answer(call.operation(), ContractServer.json(call.operation().success(), Golden.text(file)));

        assertThat(Accessors.describe(call, SERVER.client())).isEqualTo(Golden.expected(file));
    }

    static Stream<Arguments> answers() {
        return Call.withGolden("answers");
    }

    @ParameterizedTest
    @MethodSource
    void broken(Call call, String file) {
        SERVER.answerAgainstTheSpecification(
                call.operation(), ContractServer.json(call.operation().success(), Golden.text(file)));

        assertThat(Accessors.describe(call, SERVER.client())).isEqualTo(Golden.expected(file));
        assertThat(Specification.CURRENT.problemsOfResponse(SERVER.theRequest()))
                .as("what is wrong with " + file + "; if nothing is, it belongs to the others")
                .isNotEmpty();
    }

    static Stream<Arguments> broken() {
        return Call.withGolden("broken");
    }
}
