package io.github.realtimekit.activesession.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two servers, in one process of their own, which ends with the one that started it. */
record Servers(Process process, String plain, String tls) implements AutoCloseable {
    static final String PASSWORD = "changeit";
    /** The server has the certificate that all these processes trust. */
    private static final String KEY_STORE = "javax.net.ssl.trustStore";

    static Servers start() throws IOException {
        Process process = java(System.getProperty("java.class.path"), "-Xmx512m", Servers.class.getName());
        BufferedReader ports = process.inputReader(StandardCharsets.UTF_8);
        String plain = "http://127.0.0.1:" + ports.readLine() + "/client/v4";
        return new Servers(process, plain, "https://localhost:" + ports.readLine() + "/client/v4");
    }

    /** The process of the servers: prints their ports. */
    public static void main(String[] args) throws Exception {
        SocketServer plain = new SocketServer();
        System.out.println(plain.port());
        System.out.println(TlsServer.start(Path.of(System.getProperty(KEY_STORE))));
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
        plain.run();
    }

    /** Starts a Java program that trusts whom this one does; what it writes to the error stream is seen. */
    static Process java(String classPath, String... optionsMainAndArguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath));
        command.add("-D" + KEY_STORE + "=" + System.getProperty(KEY_STORE));
        command.add("-D" + KEY_STORE + "Password=" + PASSWORD);
        command.addAll(List.of(optionsMainAndArguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
