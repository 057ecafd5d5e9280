package io.github.realtimekit.activesession.spec;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs before all other tests, so that a change to the document is reported once, with what to do. */
class FacadeMatchesSpecTest {
    private static final int SCREEN = 15;

    @Test
    void facadeHasWhatTheDocumentHas() throws IOException {
        List<String> findings = FacadeCheck.findings(Files.readString(Path.of("..", "openapi", "active-session.yaml")));
        if (!findings.isEmpty()) {
            String rest = findings.size() > SCREEN ? "\n  and " + (findings.size() - SCREEN) + " more" : "";
            fail("openapi/active-session.yaml and the facade differ:\n  "
                    + String.join("\n  ", findings.subList(0, Math.min(SCREEN, findings.size()))) + rest);
        }
    }
}
