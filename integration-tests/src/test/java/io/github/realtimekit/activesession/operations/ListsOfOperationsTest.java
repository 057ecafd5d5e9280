package io.github.realtimekit.activesession.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation is in each of the files that list operations by hand. */
class ListsOfOperationsTest {
    @ParameterizedTest
    @CsvSource({
        "README.md, METHOD\\(",
        "CHANGELOG.md, `METHOD`",
        ".github/ISSUE_TEMPLATE/problem.yml, options:.*[\\[ ]METHOD,",
        "facade/src/stubs/README.md, PATH`",
        "integration-tests/src/main/java/io/github/realtimekit/activesession/example/FirstCall.java, \\.METHOD\\(",
        "integration-tests/src/it/stubs/src/test/java/consumer/FakeTest.java, ' METHOD\\('",
        "integration-tests/src/it/stubs/src/test/java/consumer/AllOperationsTest.java, \\.METHOD\\("
    })
    void everyOperationIsInTheList(Path file, String pattern) throws IOException {
        String text = Files.readString(Path.of("..").resolve(file));

        for (TestedOperation operation : TestedOperation.each().toList()) {
            String method = operation == TestedOperation.GET ? "(get|find)" : operation.methodName();
            String wanted = pattern.replace("METHOD", method).replace("PATH", operation.path());

            assertThat(Pattern.compile(wanted).matcher(text).find())
                    .as("%s lists %s, as %s", file, operation, wanted)
                    .isTrue();
        }
    }
}
