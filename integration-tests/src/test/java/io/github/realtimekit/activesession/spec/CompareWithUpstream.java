package io.github.realtimekit.activesession.spec;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Prints what has changed upstream since it was last accepted:
 * {@code mvn -q test-compile -Pcompare -Dupstream=openapi.json}. Fails if anything has changed, unless {@code -Daccept}
 * accepts it.
 */
final class CompareWithUpstream {
    /** Operations below this path that our document lacks are named. */
    private static final String ACTIVE_SESSION = "/accounts/{}/realtime/kit/{}/meetings/{}/active-session";

    /** Operations that upstream has and this library leaves out on purpose: it does not mute. */
    static final Set<String> LEFT_OUT = Set.of("POST …/mute", "POST …/mute-all");

    private CompareWithUpstream() {}

    /** The folder of our document, the other document, and "true" if it is accepted. */
    public static void main(String[] arguments) {
        boolean accept = "true".equals(arguments[2]);
        String upstream = Objects.requireNonNullElse(arguments[1], "");
        run(Path.of(arguments[0]), upstream, accept, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    /** A one-line message that needs no stack trace. */
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
        Path excerpt = openapi.resolve("upstream.yaml");
        String ours;
        String known;
        String theirs;
        try {
            ours = Files.readString(openapi.resolve("active-session.yaml"));
            known = Files.readString(excerpt);
            theirs = Files.readString(Path.of(upstream));
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + Path.of(e.getFile()).toAbsolutePath());
        } catch (IOException e) {
            throw new Failure("cannot read " + upstream + ": " + e.getMessage());
        }

        String now;
        List<String> unknown;
        try {
            now = OperationsText.of(theirs, comparable(ours, known, theirs));
            unknown = unknownOperations(ours, theirs);
        } catch (RuntimeException e) {
            throw new Failure("cannot read " + upstream + ": " + e.getMessage());
        }
        onlyOurs(ours, known, theirs)
                .forEach(operation -> out.println("Our document has " + operation + ", upstream has not."));
        List<String> differences = difference(known, now);
        differences.forEach(out::println);

        if (!unknown.isEmpty()) {
            throw new Failure("upstream has " + String.join(" and ", unknown) + ", which our document does not have:"
                    + " add it, or list it under LEFT_OUT in CompareWithUpstream and say so in openapi/README.md");
        } else if (differences.isEmpty()) {
            out.println("Nothing has changed upstream.");
        } else if (accept) {
            write(excerpt, now);
            out.println("Taken over into openapi/upstream.yaml.");
        } else {
            throw new Failure("upstream has changed, see above: take into openapi/active-session.yaml what concerns us,"
                    + " say in openapi/README.md where ours differs, then run this again with -Daccept");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** Our operations, except those that upstream never had. */
    private static List<String> comparable(String ours, String known, String theirs) {
        List<String> alone = onlyOurs(ours, known, theirs);
        return OperationsText.operations(ours).stream()
                .filter(operation -> !alone.contains(shortened(operation)))
                .toList();
    }

    private static List<String> onlyOurs(String ours, String known, String theirs) {
        Set<String> upstream = new HashSet<>(operations(known));
        upstream.addAll(operations(theirs));
        return operations(ours).stream()
                .filter(operation -> !upstream.contains(operation))
                .toList();
    }

    /** Upstream's operations on the active session that are neither ours nor left out on purpose. */
    private static List<String> unknownOperations(String ours, String theirs) {
        List<String> known = operations(ours);
        return operations(theirs).stream()
                .filter(operation -> operation.contains(" …"))
                .filter(operation -> !known.contains(operation) && !LEFT_OUT.contains(operation))
                .toList();
    }

    private static List<String> operations(String document) {
        return OperationsText.operations(document).stream()
                .map(CompareWithUpstream::shortened)
                .toList();
    }

    /** {@return such as {@code POST …/kick}; an operation on something else keeps its path} */
    static String shortened(String operation) {
        String unnamed = OperationsText.unnamed(operation);
        return unnamed.matches("\\w+ \\Q" + ACTIVE_SESSION + "\\E(/.*)?")
                ? unnamed.replace(ACTIVE_SESSION, "…")
                : unnamed;
    }

    /** {@return the lines of a unified diff; none if there is no difference} */
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
