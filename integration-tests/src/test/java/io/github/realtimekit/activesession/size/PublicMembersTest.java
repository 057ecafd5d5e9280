package io.github.realtimekit.activesession.size;

import io.github.realtimekit.activesession.ActiveSession;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists what programs can call. A member that disappears, or appears by accident, is named. */
class PublicMembersTest {
    private static final String PACKAGE = ActiveSession.class.getPackageName();
    private static final Path SOURCES = Path.of("../facade/src/main/java", PACKAGE.split("\\."));
    private static final Path LIST = Path.of("src/test/resources/size/public-members.txt");
    private static final Path FOUND = Path.of("target/public-members.txt");

    @Test
    void publicMembersAreThoseOfTheList() throws Exception {
        SortedSet<String> found = new TreeSet<>();
        for (String name : names()) {
            addMembers(Class.forName(PACKAGE + "." + name), found);
        }
        Files.write(FOUND, found);
        SortedSet<String> listed = new TreeSet<>(Files.readAllLines(LIST));

        List<String> faults = new ArrayList<>();
        listed.stream().filter(line -> !found.contains(line)).forEach(line -> faults.add(line + " is gone"));
        found.stream().filter(line -> !listed.contains(line)).forEach(line -> faults.add(line + " is new"));

        if (!faults.isEmpty()) {
            throw new AssertionError("The public members are those of public-members.txt.\n"
                    + String.join("\n", faults)
                    + "\nIf you meant that, and it breaks no program, copy integration-tests/" + FOUND
                    + " over integration-tests/" + LIST + ".");
        }
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("[A-Z]\\w*\\.java"))
                    .map(file -> file.replace(".java", ""))
                    .toList();
        }
    }

    private static void addMembers(Class<?> type, SortedSet<String> found) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return;
        }
        Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .filter(member -> !member.isSynthetic())
                .filter(member -> !member.getName().matches("equals|hashCode|toString"))
                .map(member -> type.getSimpleName() + "." + text(member))
                .forEach(found::add);
        for (Class<?> nested : type.getDeclaredClasses()) {
            addMembers(nested, found);
        }
    }

    private static String text(Member member) {
        String name = member.getName().replaceAll(".*[.$]", "");
        if (!(member instanceof Executable executable)) {
            return name;
        }
        return Stream.of(executable.getGenericParameterTypes())
                .map(type -> type.getTypeName().replaceAll("[\\w.]+[.$](?=[A-Z])", ""))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
