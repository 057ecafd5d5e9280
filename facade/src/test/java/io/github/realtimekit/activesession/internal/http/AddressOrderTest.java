package io.github.realtimekit.activesession.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** Addresses that failed to connect are left out. */
class AddressOrderTest {
    private final InetAddress first = address(1);
    private final InetAddress second = address(2);
    private final InetAddress third = address(3);
    private final Dns program = host -> List.of(first, second, third);
    private final AddressOrder addresses = new AddressOrder(program);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<InetAddress> found() throws UnknownHostException {
        return addresses.lookup("api.example.com");
    }

    @Test
    void failedAddressIsLeftOutUntilItConnects() throws Exception {
        assertThat(found()).containsExactly(first, second, third);
        addresses.failed(first);
        addresses.failed(first);
        assertThat(found()).containsExactly(second, third);
        addresses.connected(first);
        assertThat(found()).containsExactly(first, second, third);
    }

    @Test
    void whenAllHaveFailedTheOneThatFailedLongestAgoIsFirst() throws Exception {
        addresses.failed(second);
        addresses.failed(third);
        addresses.failed(first);
        assertThat(found()).containsExactly(second, third, first);
    }

    @Test
    void onlyTheNewestFailuresAreRemembered() throws Exception {
        addresses.failed(first);
        for (int i = 10; i < 109; i++) {
            addresses.failed(address(i));
        }
        assertThat(found()).containsExactly(second, third);
        addresses.failed(address(109));
        assertThat(found()).containsExactly(first, second, third);
    }

    @Test
    void twoAroundTheSameDnsAreEqual() {
        assertThat(addresses)
                .isEqualTo(new AddressOrder(program))
                .hasSameHashCodeAs(new AddressOrder(program))
                .isNotEqualTo(new AddressOrder(Dns.SYSTEM));
    }

    @Test
    void addressThatConnectsIsNoLongerLeftOut() throws Exception {
        AddressListener listener = new AddressListener(EventListener.NONE, addresses);
        Call call = new OkHttpClient()
                .newCall(new Request.Builder().url("http://localhost/").build());
        InetSocketAddress peer = new InetSocketAddress(first, 443);

        listener.connectFailed(call, peer, Proxy.NO_PROXY, null, new ConnectException("Connection refused"));
        assertThat(found()).doesNotContain(first);

        listener.connectEnd(call, peer, Proxy.NO_PROXY, null);
        assertThat(found()).contains(first);
    }

    /** OkHttp 5 tries two addresses at once and closes the slower connection. */
    @Test
    void addressThatLostARaceHasNotFailed() throws Exception {
        AddressListener listener = new AddressListener(EventListener.NONE, addresses);
        Call call = new OkHttpClient()
                .newCall(new Request.Builder().url("http://localhost/").build());
        InetSocketAddress peer = new InetSocketAddress(first, 443);

        listener.connectFailed(call, peer, Proxy.NO_PROXY, null, new SocketException("Socket closed"));
        assertThat(found()).contains(first);

        call.cancel();
        listener.connectFailed(call, peer, Proxy.NO_PROXY, null, new SocketException("Socket closed"));
        assertThat(found()).doesNotContain(first);
    }
}
