package io.github.realtimekit.activesession.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void pictureShowsTheTableOfThePage() throws Exception {
        String redrawn = Picture.of(Files.readString(Path.of("README.md")));
        Files.writeString(Path.of("target/performance.svg"), redrawn);

        assertThat(Files.readString(Path.of("performance.svg")).equals(redrawn))
                .as("performance.svg shows the table in README.md; if not, copy target/performance.svg over it")
                .isTrue();
    }
}
