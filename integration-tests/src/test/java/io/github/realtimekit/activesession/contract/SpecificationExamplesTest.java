package io.github.realtimekit.activesession.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.operations.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples in the specification. */
class SpecificationExamplesTest {
    private static final String DOCUMENT = Golden.read(Specification.FILE);

    @Test
    void everyBodyHasAnExampleThatFollowsItsSchema() {
        SpecificationExamples examples = new SpecificationExamples(DOCUMENT);

        assertThat(examples.problems()).isEmpty();
        assertThat(examples.count()).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: ENDED             | status: FINISHED           | ENDED",
                "live_participants: 2      | live_participants: two     | live_participants",
                "options: ['Yes', 'No']    | options: 'Yes'             | options",
            })
    void exampleThatBreaksItsSchemaIsNamed(String right, String wrong, String named) {
        assertThat(DOCUMENT).contains(right);

        SpecificationExamples examples = new SpecificationExamples(DOCUMENT.replace(right, wrong));

        assertThat(examples.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains(named));
    }
}
