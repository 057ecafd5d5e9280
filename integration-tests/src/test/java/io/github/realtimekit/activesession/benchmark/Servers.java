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

    /** Starts them, with a new certificate in the folder; this process then trusts nothing but that one. */
    static Servers start(Path folder) throws IOException, InterruptedException {
        String keyStore = folder.resolve("localhost.p12").toString();
        String options =
                "-genkeypair -alias localhost -keyalg EC -validity 2 -dname CN=localhost -ext san=dns:localhost";
        List<String> keytool = new ArrayList<>(List.of(options.split(" ")));
        keytool.addAll(List.of("-keystore", keyStore, "-storetype", "PKCS12", "-storepass", PASSWORD));
        if (process("keytool", keytool).redirectError(Redirect.DISCARD).start().waitFor() != 0) {
            throw new IOException("no certificate: keytool " + String.join(" ", keytool));
        }
        System.setProperty("javax.net.ssl.trustStore", keyStore);
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        Process process = java(System.getProperty("java.class.path"), "-Xmx512m", Servers.class.getName(), keyStore);
        BufferedReader ports = process.inputReader(StandardCharsets.UTF_8);
        String plain = "http://127.0.0.1:" + ports.readLine() + "/client/v4";
        return new Servers(process, plain, "https://localhost:" + ports.readLine() + "/client/v4");
    }

    /** The process of the servers: prints their ports. */
    public static void main(String[] args) throws Exception {
        SocketServer plain = new SocketServer();
        System.out.println(plain.port());
        System.out.println(TlsServer.start(Path.of(args[0])));
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
        plain.run();
    }

    /** Starts a Java program; what it writes to the error stream is seen. */
    static Process java(String classPath, String... optionsMainAndArguments) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-cp", classPath));
        arguments.add("-Djavax.net.ssl.trustStore=" + System.getProperty("javax.net.ssl.trustStore"));
        arguments.add("-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        arguments.addAll(List.of(optionsMainAndArguments));
        return process("java", arguments).redirectError(Redirect.INHERIT).start();
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static ProcessBuilder process(String tool, List<String> arguments) {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", tool).toString());
        return new ProcessBuilder(command);
    }
}
