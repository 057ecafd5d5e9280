package io.github.realtimekit.activesession.contract;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The walk through the stubs without any Java. */
@Tag("slow")
class StubsWithCurlTest {
    @RegisterExtension
    static final WireMockExtension STUBS = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().withRootDirectory("src/stubs"))
            .failOnUnmatchedRequests(true)
            .build();

    @Test
    void everyStepIsAsDocumented() throws Exception {
        assumeThat(isInstalled("bash") && isInstalled("curl"))
                .as("bash and curl are there")
                .isTrue();

        Process walk = new ProcessBuilder("bash", "src/stubs/check-with-curl.sh", STUBS.baseUrl())
                .redirectErrorStream(true)
                .start();
        String said = read(walk);

        assertThat(walk.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("All \\d+ steps were as documented").doesNotContain("WRONG");
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
