package io.github.realtimekit.activesession.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that makes one call and prints what it read. Its class path has only what its client needs. */
final class FirstCall implements Work {
    private static final String BY_HAND = "test-classes|(okhttp|okio-jvm|kotlin-stdlib|gson)-[0-9].*";
    private static final String LIBRARY = BY_HAND + "|(realtimekit.*|retrofit|converter-gson)-[0-9].*";
    private static Process last;

    private final Client client;
    private final String baseUrl;
    private final String classPath;

    FirstCall(Client client, String baseUrl) {
        this.client = client;
        this.baseUrl = baseUrl;
        String needed = client instanceof LibraryClient ? LIBRARY : BY_HAND;
        this.classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches(needed))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static void main(String[] args) throws Exception {
        Object client =
                Class.forName(args[0]).getDeclaredConstructor(String.class).newInstance(args[1]);
        System.out.println(((Client) client).get(Responses.TYPICAL));
        System.exit(0);
    }

    @Override
    public void prepare() throws InterruptedException {
        if (last != null) {
            last.waitFor(); // or its end would be measured with the next one
        }
    }

    @Override
    public long run() throws IOException {
        last = Servers.java(
                classPath, FirstCall.class.getName(), client.getClass().getName(), baseUrl);
        return Long.parseLong(last.inputReader(StandardCharsets.UTF_8).readLine());
    }
}
