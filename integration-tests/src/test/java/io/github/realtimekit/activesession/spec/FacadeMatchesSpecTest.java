package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs before all other tests, so that a change of the document is reported once, by what has to be done. */
class FacadeMatchesSpecTest {
    @Test
    void theFacadeHasWhatTheDocumentHas() throws IOException {
        Path openapi = Path.of("..", "openapi");
        List<String> problems = FacadeAudit.problems(
                SpecDocument.read(openapi.resolve("active-session.yaml")),
                DeclaredDifferences.read(openapi.resolve("differences.yaml")));
        if (!problems.isEmpty()) {
            fail("openapi/active-session.yaml and the facade do not agree:\n  " + String.join("\n  ", problems));
        }
    }
}
