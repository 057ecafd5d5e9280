package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSession;
import io.github.realtimekit.activesession.SessionStatus;
import io.github.realtimekit.activesession.spec.Changes.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build prints after each kind of change of the document. */
class SpecChangesTest {
    private static final Path OPENAPI = Path.of("..", "openapi");

    static Stream<Arguments> changesOfTheDocument() throws IOException {
        return Changes.of("document-changes.yaml");
    }

    @ParameterizedTest
    @MethodSource("changesOfTheDocument")
    void changeOfTheDocumentIsReported(Change change) throws IOException {
        String changed = change.appliedTo(Files.readString(OPENAPI.resolve("active-session.yaml")));
        String all = SpecDocument.parse(changed).activeSessionRoutes().values().stream()
                .map(SpecDocument.Route::id)
                .sorted()
                .collect(Collectors.joining(", "));

        assertThat(FacadeAudit.problems(
                        SpecDocument.parse(changed), DeclaredDifferences.read(OPENAPI.resolve("differences.yaml"))))
                .as("as document-changes.yaml says")
                .containsExactlyElementsOf(change.prints().stream()
                        .map(line -> line.replace("every operation", all))
                        .toList());
    }

    @Test
    void enumValueThatTheFacadeLacksIsUnknown() {
        ActiveSession session = ActiveSession.fromJson("{\"status\": \"ON_HOLD\"}");

        assertThat(session.status()).isEqualTo(SessionStatus.UNKNOWN);
        assertThat(session.statusAsString()).isEqualTo("ON_HOLD");
    }
}
