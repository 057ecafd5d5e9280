package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.operations.Call;
import io.github.realtimekit.activesession.operations.TestedOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;

/** RealtimeKit, played by a MockWebServer. A script says what happens to each request; after that, all succeed. */
public final class Service implements AutoCloseable {
    /** Raised in servers whose clients leave. */
    private static final List<Logger> NOISE = Stream.of(MockWebServer.class, OkHttpClient.class)
            .map(type -> Logger.getLogger(type.getName()))
            .toList();

    /** How long a test waits for what must happen: long, since a busy machine is not a fault. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final MockWebServer server = new MockWebServer();
    private final boolean isHttp2;
    private final Queue<MockResponse> script;
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CountedConnections sockets = new CountedConnections();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Function<RecordedRequest, MockResponse> usual = Service::success;
    private boolean remembers = true;

    private Service(HandshakeCertificates certificates, MockResponse... script) {
        this.script = new ConcurrentLinkedQueue<>(List.of(script));
        this.isHttp2 = certificates != null;
        NOISE.forEach(logger -> logger.setLevel(Level.OFF));
        server.setDispatcher(new Scripted());
        server.setServerSocketFactory(sockets);
        if (certificates != null) {
            server.useHttps(certificates.sslSocketFactory(), false);
        }
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A service over HTTP/1.1 without TLS. */
    public static Service http1(MockResponse... script) {
        return new Service(null, script);
    }

    /** A service over HTTP/2 with TLS. */
    public static Service http2(MockResponse... script) {
        return new Service(Tls.TRUSTED, script);
    }

    /** A service over HTTP/2 with a certificate that nobody trusts. */
    static Service stranger() {
        return new Service(Tls.unknown());
    }

    /** Says what happens to the next requests. */
    public Service then(MockResponse... next) {
        script.addAll(List.of(next));
        return this;
    }

    /** Says what happens to requests that the script does not cover. */
    Service always(MockResponse response) {
        return always(request -> response);
    }

    public Service always(Function<RecordedRequest, MockResponse> reaction) {
        usual = reaction;
        return this;
    }

    /** Does not keep the requests, since there can be too many. */
    public Service forgetful() {
        remembers = false;
        return this;
    }

    public String url() {
        return (isHttp2 ? "https" : "http") + "://localhost:" + server.getPort() + "/client/v4";
    }

    int port() {
        return server.getPort();
    }

    /** A client for this service, with its own transport, and enough time per attempt for a busy machine. */
    public ActiveSessionClient.Builder client() {
        return client(url());
    }

    static ActiveSessionClient.Builder client(String url) {
        return Call.client(url).timeout(PATIENCE).attemptTimeout(PATIENCE);
    }

    /** The same, for tests that are not about pings or slow connects, which a busy machine may fail. */
    ActiveSessionClient.Builder patientClient() {
        return patientClient(url());
    }

    static ActiveSessionClient.Builder patientClient(String url) {
        return client(url)
                .customizeHttpClient(http -> http.connectTimeout(PATIENCE).pingInterval(Duration.ZERO));
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    /** Whether this many more requests arrive. */
    boolean hasRead(int count) throws InterruptedException {
        return arrived.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** How many connections were made. */
    public int connections() {
        return sockets.accepted.get();
    }

    /** Whether this many more connections, or their outputs, end. */
    public boolean hasSeenTheEndOf(int connections) throws InterruptedException {
        return sockets.ended.tryAcquire(connections, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The same, before an idle connection ends by itself, which takes a minute. */
    boolean hasSeenTheEarlyEndOf(int connections) throws InterruptedException {
        return sockets.ended.tryAcquire(connections, 45, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException | AssertionError e) { // from MockWebServer 4 and 5
            // One of the server's threads takes more than half a second to end.
        }
    }

    /** A whole response, with headers as {@code Name: value}. */
    public static MockResponse answer(int status, String body, String... headers) {
        MockResponse response = new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("cf-ray", "8f1c2d3e4a5b6c7d-FRA")
                .setBody(body);
        for (String header : headers) {
            response.addHeader(header);
        }
        return response;
    }

    public static MockResponse success(TestedOperation operation) {
        return answer(operation.success(), operation.filled());
    }

    public static MockResponse success(RecordedRequest request) {
        return success(TestedOperation.at(request.getMethod(), request.getPath()));
    }

    /** The connection is closed once the request has been read. */
    public static MockResponse hangUp() {
        return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    }

    /** The connection is closed in the middle of the response. */
    public static MockResponse breakOff() {
        return answer(200, " ".repeat(1_000)).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
    }

    /** The request is read, and there is no response. */
    public static MockResponse silence() {
        return new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
    }

    /** HTTP/1.1 only: the headers come, but not the body. The server notices when the connection ends. */
    static MockResponse stall() {
        return answer(200, "").setHeader("Content-Length", 100);
    }

    /** The body comes byte by byte. */
    public static MockResponse drip() {
        return answer(200, " ".repeat(100_000)).throttleBody(1, 20, TimeUnit.MILLISECONDS);
    }

    /** HTTP/2 only: the stream is reset with this error code. */
    public static MockResponse reset(int code) {
        return new MockResponse()
                .setSocketPolicy(SocketPolicy.RESET_STREAM_AT_START)
                .setHttp2ErrorCode(code);
    }

    private final class Scripted extends Dispatcher {
        /** Whether the request of this thread is one that MockWebServer resets before it has read it. */
        private final ThreadLocal<Boolean> isReset = ThreadLocal.withInitial(() -> false);

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            server.takeRequest(); // otherwise it would keep them all
            if (remembers) {
                requests.add(request);
            }
            arrived.release();
            MockResponse response = isReset.get() == resets(script.peek()) ? script.poll() : null;
            if (response == null) {
                response = isReset.get() ? new MockResponse() : usual.apply(request);
            }
            if (isHttp2 && response.getSocketPolicy() == SocketPolicy.NO_RESPONSE) {
                closed.await(); // MockWebServer 5 would send an empty response
            }
            return response;
        }

        @Override
        public MockResponse peek() {
            MockResponse next = script.peek();
            isReset.set(resets(next));
            return resets(next) ? next : new MockResponse();
        }

        private boolean resets(MockResponse response) {
            return response != null && response.getSocketPolicy() == SocketPolicy.RESET_STREAM_AT_START;
        }
    }
}
