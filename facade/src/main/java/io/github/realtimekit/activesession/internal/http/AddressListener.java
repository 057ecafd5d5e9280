package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Tells {@link AddressOrder} which addresses accept connections, and forwards events to the program's listener. */
final class AddressListener extends EventListener {
    private static final String CANCELLED = "Canceled"; // as OkHttp says

    private final EventListener delegate;
    private final AddressOrder addresses;

    AddressListener(EventListener delegate, AddressOrder addresses) {
        this.delegate = delegate;
        this.addresses = addresses;
    }

    /**
     * OkHttp misses a cancellation at certain moments: OkHttp 4 before it has created the socket, OkHttp 5 between
     * connecting and the TLS handshake. Without this, the call would then wait forever for a peer that says nothing.
     * OkHttp expects an {@code IOException} here.
     */
    private static void requireNotCancelled(Call call) {
        if (call.isCanceled()) {
            throwUndeclared(new IOException(CANCELLED));
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwUndeclared(Exception e) throws E {
        throw (E) e;
    }

    private static boolean isAboutTheAddress(Call call, IOException e) {
        return !CANCELLED.equals(e.getMessage()) && !hasLostARace(call, e);
    }

    /** OkHttp 5 tries two addresses at once and closes the slower connection. */
    private static boolean hasLostARace(Call call, IOException e) {
        return e instanceof SocketException && "Socket closed".equals(e.getMessage()) && !call.isCanceled();
    }

    private static void remember(InetSocketAddress address, Consumer<InetAddress> outcome) {
        if (address.getAddress() != null) { // null with a SOCKS proxy, which resolves the name itself
            outcome.accept(address.getAddress());
        }
    }

    @Override
    public void callStart(Call call) {
        delegate.callStart(call);
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        delegate.proxySelectStart(call, url);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        delegate.proxySelectEnd(call, url, proxies);
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        delegate.dnsStart(call, domainName);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        delegate.dnsEnd(call, domainName, addresses);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        delegate.connectStart(call, address, proxy);
        requireNotCancelled(call);
    }

    @Override
    public void secureConnectStart(Call call) {
        delegate.secureConnectStart(call);
        requireNotCancelled(call);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        delegate.secureConnectEnd(call, handshake);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        remember(address, addresses::connected);
        delegate.connectEnd(call, address, proxy, protocol);
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException e) {
        if (isAboutTheAddress(call, e)) {
            remember(address, addresses::failed);
        }
        delegate.connectFailed(call, address, proxy, protocol, e);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        delegate.connectionAcquired(call, connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        delegate.connectionReleased(call, connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
        delegate.requestHeadersStart(call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        delegate.requestHeadersEnd(call, request);
    }

    @Override
    public void requestBodyStart(Call call) {
        delegate.requestBodyStart(call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        delegate.requestBodyEnd(call, byteCount);
    }

    @Override
    public void requestFailed(Call call, IOException e) {
        delegate.requestFailed(call, e);
    }

    @Override
    public void responseHeadersStart(Call call) {
        delegate.responseHeadersStart(call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        delegate.responseHeadersEnd(call, response);
    }

    @Override
    public void responseBodyStart(Call call) {
        delegate.responseBodyStart(call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        delegate.responseBodyEnd(call, byteCount);
    }

    @Override
    public void responseFailed(Call call, IOException e) {
        delegate.responseFailed(call, e);
    }

    @Override
    public void callEnd(Call call) {
        delegate.callEnd(call);
    }

    @Override
    public void callFailed(Call call, IOException e) {
        delegate.callFailed(call, e);
    }

    @Override
    public void canceled(Call call) {
        delegate.canceled(call);
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
        delegate.satisfactionFailure(call, response);
    }

    @Override
    public void cacheHit(Call call, Response response) {
        delegate.cacheHit(call, response);
    }

    @Override
    public void cacheMiss(Call call) {
        delegate.cacheMiss(call);
    }

    @Override
    public void cacheConditionalHit(Call call, Response cachedResponse) {
        delegate.cacheConditionalHit(call, cachedResponse);
    }
}
