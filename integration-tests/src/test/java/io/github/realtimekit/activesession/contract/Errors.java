package io.github.realtimekit.activesession.contract;

import io.github.realtimekit.activesession.ApiError;
import java.util.stream.Stream;

/** Errors of the API as lines of text. */
final class Errors {
    private Errors() {}

    /** {@code code message documentation-url pointer}, and the chain below it with a {@code >} for each step down. */
    static Stream<String> lines(String prefix, ApiError error) {
        String line = prefix
                + (error.code().isPresent() ? String.valueOf(error.code().getAsInt()) : "-") + " "
                + error.message() + " "
                + error.documentationUrl().orElse("-") + " "
                + error.pointer().orElse("-");
        return Stream.concat(Stream.of(line), error.chain().stream().flatMap(cause -> lines(prefix + "> ", cause)));
    }
}
