package io.github.realtimekit.activesession.benchmark;

import io.github.realtimekit.activesession.benchmark.Responses.Canned;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The Jetty that WireMock brings with one bare handler, which speaks HTTP/2 over TLS and nothing else. */
final class TlsServer extends Handler.Abstract.NonBlocking {
    private final Map<String, Canned> responses = Responses.all();

    private TlsServer() {}

    /** Starts one and returns its port. */
    static int start(Path keyStore) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(Servers.PASSWORD);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2");
        Server server = new Server();
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(new HttpConfiguration()));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new TlsServer());
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Canned canned = responses.get(Responses.meeting(request.getHttpURI().getPath()));
        response.setStatus(canned.status());
        Responses.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Length", canned.body().length());
        response.write(true, StandardCharsets.US_ASCII.encode(canned.body()), callback);
        return true;
    }
}
