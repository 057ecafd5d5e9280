package io.github.realtimekit.activesession.spec;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reports how another OpenAPI document, such as Cloudflare's whole one, differs from ours in the operations on an
 * active session: {@code mvn -q test-compile -Pcompare -Dupstream=openapi.json}. Fails if a difference breaks a client,
 * or if there is nothing to compare.
 */
final class CompareWithUpstream {
    private CompareWithUpstream() {}

    /** The folder of our document, and the other document. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length != 2 || arguments[1] == null || arguments[1].isBlank()) {
            throw new Failure("which document? Name it with -Dupstream=path/to/openapi.json");
        }
        int breaking = run(Path.of(arguments[0]), Path.of(arguments[1]), out);
        if (breaking > 0) {
            throw new Failure("what is marked as breaking above has to be looked at");
        }
    }

    /** A message of one line, which needs no stack trace. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message, null, false, false);
        }
    }

    /** Prints the report and counts what is breaking. */
    static int run(Path openapi, Path upstream, PrintStream out) {
        if (!Files.isRegularFile(upstream)) {
            throw new Failure("there is no file " + upstream.toAbsolutePath());
        }
        try {
            List<Difference> differences = Comparison.of(
                    SpecDocument.read(openapi.resolve("active-session.yaml")), SpecDocument.read(upstream));
            Set<String> kept = DeclaredDifferences.read(openapi.resolve("differences.yaml"))
                    .upstreamLines();
            return report(differences, kept, out);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("cannot compare with " + upstream + ": " + e.getMessage());
        }
    }

    private static int report(List<Difference> all, Set<String> kept, PrintStream out) {
        List<String> settled = new ArrayList<>(kept);
        List<Difference> news = new ArrayList<>();
        for (Difference difference : all) {
            String line = difference.operation() + " " + difference.summary();
            if (!kept.contains(line)) {
                news.add(difference);
            }
            settled.remove(line);
            if (difference.summary().equals("operation: not upstream")) {
                settled.removeIf(other -> other.startsWith(difference.operation() + " ")); // they may come back with it
            }
        }
        List<Difference> named = Difference.withRenames(news);
        named.stream().map(Difference::operation).distinct().forEach(operation -> {
            out.println(operation);
            named.stream()
                    .filter(difference -> difference.operation().equals(operation))
                    .forEach(difference -> out.println(
                            (difference.breaking() ? "  breaking  " : "  harmless  ") + difference.summary()));
        });
        int breaking = (int) named.stream().filter(Difference::breaking).count();
        if (!settled.isEmpty()) {
            out.println("No longer a difference, to be removed from openapi/differences.yaml:");
            settled.forEach(line -> out.println("  harmless  " + line));
        }
        out.println(breaking + " breaking, " + (named.size() - breaking + settled.size()) + " harmless; "
                + (kept.size() - settled.size()) + " kept on purpose, see openapi/differences.yaml");
        return breaking;
    }
}
