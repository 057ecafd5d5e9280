package io.github.realtimekit.activesession.spec;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A copy of this project, without what was built, that a test may change and build. */
final class ProjectCopy {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea");

    private final Path root;

    private ProjectCopy(Path root) {
        this.root = root;
    }

    static ProjectCopy in(Path folder) throws IOException {
        Path original = Path.of("..").toRealPath();
        Files.walkFileTree(original, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (LEFT_OUT.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(
                        folder.resolve(original.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, folder.resolve(original.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        return new ProjectCopy(folder);
    }

    Path file(String path) {
        return root.resolve(path);
    }

    void replace(String path, String old, String replacement) throws IOException {
        String text = Files.readString(file(path));
        if (!text.contains(old)) {
            throw new IllegalArgumentException(path + " has no " + old);
        }
        Files.writeString(file(path), text.replace(old, replacement));
    }

    /** What a build of the copy printed, and how it ended. */
    record Build(int exitCode, String log) {}

    /** Runs Maven there, with what is in the local repository. */
    Build maven(String... arguments) throws IOException, InterruptedException {
        Path maven = Path.of(System.getProperty("maven.home"), "bin", windows() ? "mvn.cmd" : "mvn");
        List<String> command = new ArrayList<>(List.of(maven.toString(), "-o", "-B"));
        command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        command.addAll(List.of(arguments));
        Path log = root.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Build(process.waitFor(), Files.readString(log));
        } finally {
            process.destroy();
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
