package io.github.realtimekit.activesession.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A process that serves prepared responses, over HTTP/1.1 and over TLS and HTTP/2, until its parent ends. */
final class BenchmarkServer extends Handler.Abstract.NonBlocking {
    static final String TYPICAL = "typical";
    static final String NO_SESSION = "no-session";
    /** A typical response, once the connection of the previous request was closed without notice. */
    static final String CLOSE = "close";
    /** 1,000 participants are removed. */
    static final String CROWD = "crowd";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "CF-Ray", "8f1e2d3c4b5a6978-FRA",
            "Server", "cloudflare",
            "Ratelimit", "\"default\";r=1199;t=300",
            "Ratelimit-Policy", "\"default\";q=1200;w=300");

    private final Map<String, String> bodies;
    private volatile Runnable close = () -> {};

    private BenchmarkServer() throws IOException {
        String participants = String.join(",", Collections.nCopies(1_000, resource("participant")));
        String crowd = "{\"success\":true,\"data\":{\"action\":\"kick\",\"participants\":[" + participants + "]}}";
        bodies = Map.of(TYPICAL, resource(TYPICAL), NO_SESSION, resource(NO_SESSION), CROWD, crowd);
    }

    /** Prints its port, which accepts both. The clients trust its certificate. */
    public static void main(String[] args) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(System.getProperty("javax.net.ssl.trustStore"));
        tls.setKeyStorePassword(System.getProperty("javax.net.ssl.trustStorePassword"));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2");
        SslConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(new HttpConfiguration());
        Server server = new Server();
        ServerConnector connector = new ServerConnector(
                server, new DetectorConnectionFactory(ssl), new HttpConnectionFactory(), alpn, http2);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new BenchmarkServer());
        server.start();
        System.out.println(connector.getLocalPort());
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
    }

    private static String resource(String name) throws IOException {
        var in = BenchmarkServer.class.getResourceAsStream("/benchmark/" + name + ".json");
        return new String(in.readAllBytes(), US_ASCII).strip();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String meeting = request.getHttpURI().getPath().split("/")[7];
        Runnable before = meeting.equals(CLOSE) ? close : () -> {};
        before.run();
        close = request.getConnectionMetaData().getConnection()::close;
        response.setStatus(meeting.equals(NO_SESSION) ? 404 : 200);
        HEADERS.forEach(response.getHeaders()::put);
        response.write(true, US_ASCII.encode(bodies.getOrDefault(meeting, bodies.get(TYPICAL))), callback);
        return true;
    }
}
