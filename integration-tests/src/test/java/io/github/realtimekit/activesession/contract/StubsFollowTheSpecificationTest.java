package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.operations.Golden;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer of the published stubs, against the specification. */
class StubsFollowTheSpecificationTest {
    private static final Path MAPPINGS = Path.of("src/stubs/mappings");

    @Test
    void everyAnswerFollowsTheDocument() {
        try (StubAnswers answers = new StubAnswers(mappings())) {
            assertThat(answers.problems()).isEmpty();
            assertThat(answers.unasked())
                    .as("stubs that no request of this test reaches")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get.json                 | live_participants\": 2      | live_participants\": \"2\"    | live_participants",
                "get.json                 | \"status\": \"ENDED\"       | \"status\": \"CLOSED\"       | CLOSED",
                "get.json                 | \"status\": 200             | \"status\": 201              | data",
                "create-poll.json         | \\\"votes\\\":[]            | \\\"votes\\\":0              | votes",
                "refused-bad-token.json   | \"errors\":                 | \"failures\":                | errors",
                "meeting-error-401.json   | application/json            | text/html                    | text/html",
            })
    void wrongStubIsNamedWithItsProblem(String file, String right, String wrong, String named) {
        String stub = mappings().get(file);
        assertThat(stub).contains(right);

        try (StubAnswers answers = new StubAnswers(Map.of(file, stub.replace(right, wrong)))) {
            assertThat(answers.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).startsWith(file));
            assertThat(String.join("\n", answers.problems())).contains(named);
        }
    }

    private static Map<String, String> mappings() {
        Map<String, String> mappings = new LinkedHashMap<>();
        Golden.names(MAPPINGS).forEach(file -> mappings.put(file, Golden.read(MAPPINGS.resolve(file))));
        return mappings;
    }
}
