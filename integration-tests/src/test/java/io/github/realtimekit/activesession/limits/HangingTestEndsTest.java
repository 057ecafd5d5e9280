package io.github.realtimekit.activesession.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** No test can hang the build. */
class HangingTestEndsTest {
    private static final String LIMIT = "junit.jupiter.execution.timeout.default";
    private static final String THREAD = "junit.jupiter.execution.timeout.thread.mode.default";

    /** Surefire does not run this, since it looks for names that end in Test. */
    static class NeverEnds {
        @Test
        void waitsForAFutureThatNobodyCompletes() {
            new CompletableFuture<>().join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../facade", "."})
    void testThatIgnoresInterruptsEndsByTheModulesTimeLimit(String module) throws Exception {
        Properties settings = settings(module);
        assertThat(settings.getProperty(LIMIT)).as("%s of %s", LIMIT, module).matches("\\d+ s");

        var ended = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NeverEnds.class))
                .configurationParameter(LIMIT, "100 ms") // the real limit would take too long
                .configurationParameter(THREAD, settings.getProperty(THREAD, "SAME_THREAD"))
                .execute()
                .testEvents()
                .failed();

        assertThat(ended.stream().map(HangingTestEndsTest::cause))
                .singleElement()
                .isInstanceOf(TimeoutException.class);
    }

    private static Properties settings(String module) throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of(module, "src/test/resources/junit-platform.properties"))) {
            settings.load(file);
        }
        return settings;
    }

    private static Throwable cause(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
