package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
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

/** Tells an {@link AddressOrder} to which addresses a connection can be made, and the program's listener everything. */
final class AddressListener extends EventListener {
    private final EventListener program;
    private final AddressOrder addresses;

    AddressListener(EventListener program, AddressOrder addresses) {
        this.program = program;
        this.addresses = addresses;
    }

    private static void remember(InetSocketAddress address, Consumer<InetAddress> outcome) {
        if (address.getAddress() != null) { // a SOCKS proxy looks the name up itself
            outcome.accept(address.getAddress());
        }
    }

    @Override
    public void callStart(Call call) {
        program.callStart(call);
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        program.proxySelectStart(call, url);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        program.proxySelectEnd(call, url, proxies);
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        program.dnsStart(call, domainName);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        program.dnsEnd(call, domainName, addresses);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        program.connectStart(call, address, proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
        program.secureConnectStart(call);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        program.secureConnectEnd(call, handshake);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        remember(address, addresses::connected);
        program.connectEnd(call, address, proxy, protocol);
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException e) {
        remember(address, addresses::failed);
        program.connectFailed(call, address, proxy, protocol, e);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        program.connectionAcquired(call, connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        program.connectionReleased(call, connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
        program.requestHeadersStart(call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        program.requestHeadersEnd(call, request);
    }

    @Override
    public void requestBodyStart(Call call) {
        program.requestBodyStart(call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        program.requestBodyEnd(call, byteCount);
    }

    @Override
    public void requestFailed(Call call, IOException e) {
        program.requestFailed(call, e);
    }

    @Override
    public void responseHeadersStart(Call call) {
        program.responseHeadersStart(call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        program.responseHeadersEnd(call, response);
    }

    @Override
    public void responseBodyStart(Call call) {
        program.responseBodyStart(call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        program.responseBodyEnd(call, byteCount);
    }

    @Override
    public void responseFailed(Call call, IOException e) {
        program.responseFailed(call, e);
    }

    @Override
    public void callEnd(Call call) {
        program.callEnd(call);
    }

    @Override
    public void callFailed(Call call, IOException e) {
        program.callFailed(call, e);
    }

    @Override
    public void canceled(Call call) {
        program.canceled(call);
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
        program.satisfactionFailure(call, response);
    }

    @Override
    public void cacheHit(Call call, Response response) {
        program.cacheHit(call, response);
    }

    @Override
    public void cacheMiss(Call call) {
        program.cacheMiss(call);
    }

    @Override
    public void cacheConditionalHit(Call call, Response cachedResponse) {
        program.cacheConditionalHit(call, cachedResponse);
    }
}
