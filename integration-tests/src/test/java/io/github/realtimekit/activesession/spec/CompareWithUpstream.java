package io.github.realtimekit.activesession.spec;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Prints what has changed upstream since it was last looked at: {@code mvn -q test-compile -Pcompare
 * -Dupstream=openapi.json}. Fails if anything has, unless {@code -Daccept} takes it over.
 */
final class CompareWithUpstream {
    private CompareWithUpstream() {}

    /** The folder of our document, the other document, and "true" if it is accepted. */
    public static void main(String[] arguments) {
        boolean accept = "true".equals(arguments[2]);
        String upstream = Objects.requireNonNullElse(arguments[1], "");
        run(Path.of(arguments[0]), upstream, accept, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    /** A message of one line, which needs no stack trace. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message, null, false, false);
        }
    }

    static void run(Path openapi, String upstream, boolean accept, PrintStream out) {
        if (upstream.isBlank()) {
            throw new Failure("which document? Name it with -Dupstream=path/to/openapi.json");
        }
        List<String> differences;
        try {
            Path known = openapi.resolve("upstream.yaml");
            String ours = Files.readString(openapi.resolve("active-session.yaml"));
            String text = OperationsText.of(Files.readString(Path.of(upstream)), OperationsText.operations(ours));
            differences = difference(Files.readString(known), text);
            if (accept) {
                Files.writeString(known, text);
            }
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + Path.of(e.getFile()).toAbsolutePath());
        } catch (IOException | RuntimeException e) {
            throw new Failure("cannot read " + upstream + ": " + e.getMessage());
        }
        differences.forEach(out::println);
        if (differences.isEmpty()) {
            out.println("Nothing has changed upstream.");
        } else if (accept) {
            out.println("Taken over into openapi/upstream.yaml.");
        } else {
            throw new Failure("upstream has changed, see above: take into openapi/active-session.yaml what concerns us,"
                    + " say in openapi/README.md where ours differs, then run this again with -Daccept");
        }
    }

    /** {@return the lines of a unified diff, none if there is no difference} */
    static List<String> difference(String known, String now) {
        List<String> lines = known.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                "openapi/upstream.yaml",
                "upstream",
                lines,
                DiffUtils.diff(lines, now.lines().toList()),
                3);
    }
}
