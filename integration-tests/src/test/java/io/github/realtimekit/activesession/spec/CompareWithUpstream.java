package io.github.realtimekit.activesession.spec;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how another OpenAPI document, such as Cloudflare's whole one, differs from ours in the operations on an active
 * session: {@code mvn -q test-compile -Pcompare -Dupstream=openapi.json}. Fails if a difference breaks a client, or if there is
 * nothing to compare.
 */
final class CompareWithUpstream {
    private CompareWithUpstream() {}

    /** The folder of our document, and the other document. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length != 2 || arguments[1].isBlank() || arguments[1].contains("${")) {
            throw new Failure("which document? Say it with -Dupstream=path/to/openapi.json");
        }
        int breaking = run(Path.of(arguments[0]), Path.of(arguments[1]), out);
        if (breaking > 0) {
            throw new Failure("what is marked as breaking above has to be looked at");
        }
    }

    /** What is said in one line is no matter for a stack trace. */
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
            Map<String, String> kept = DeclaredDifferences.read(openapi.resolve("differences.yaml"))
                    .upstream();
            return report(differences, kept, out);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("cannot compare with " + upstream + ": " + e.getMessage());
        }
    }

    private static int report(List<Difference> all, Map<String, String> kept, PrintStream out) {
        List<String> settled = new ArrayList<>(kept.keySet());
        List<Difference> news = new ArrayList<>();
        for (Difference difference : all) {
            String line = difference.operation() + " " + difference.summary();
            if (!kept.containsKey(line)) {
                news.add(difference);
            }
            settled.remove(line);
        }
        Map<String, List<Difference>> byOperation = new LinkedHashMap<>();
        for (Difference difference : Difference.withRenames(news)) {
            byOperation
                    .computeIfAbsent(difference.operation(), operation -> new ArrayList<>())
                    .add(difference);
        }
        int breaking = 0;
        int harmless = 0;
        for (Map.Entry<String, List<Difference>> operation : byOperation.entrySet()) {
            out.println(operation.getKey());
            for (Difference difference : operation.getValue()) {
                out.println((difference.breaking() ? "  breaking  " : "  harmless  ") + difference.summary());
                breaking += difference.breaking() ? 1 : 0;
                harmless += difference.breaking() ? 0 : 1;
            }
        }
        if (!settled.isEmpty()) {
            out.println("No longer a difference, to be taken out of openapi/differences.yaml:");
            settled.forEach(line -> out.println("  harmless  " + line));
        }
        out.println(breaking + " breaking, " + (harmless + settled.size()) + " harmless; "
                + (kept.size() - settled.size()) + " kept on purpose, see openapi/differences.yaml");
        return breaking;
    }
}
