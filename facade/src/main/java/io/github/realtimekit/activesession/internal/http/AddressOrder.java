package io.github.realtimekit.activesession.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names, leaving out addresses that failed to connect, until they work again or all of the others have failed,
 * too. Otherwise every attempt would start with the same address; one that accepts connections but then stays silent
 * would use up the whole attempt. (Moving it to the end is not enough: OkHttp 5 starts with IPv6, whatever the order.)
 *
 * <p>OkHttp shares connections only between clients with equal {@code Dns} objects, so two wrappers of the same one are
 * equal.
 */
final class AddressOrder implements Dns {
    private static final int MAX_REMEMBERED = 100;

    private final Dns dns;
    private final Set<InetAddress> failed = new LinkedHashSet<>();

    AddressOrder(Dns dns) {
        this.dns = dns;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> addresses = dns.lookup(hostname);
        synchronized (failed) {
            if (failed.isEmpty()) {
                return addresses;
            }
            List<InetAddress> others = new ArrayList<>(addresses);
            others.removeAll(failed);
            return others.isEmpty() ? longestAgoFirst(addresses) : others;
        }
    }

    private List<InetAddress> longestAgoFirst(List<InetAddress> addresses) {
        List<InetAddress> ordered = new ArrayList<>(failed);
        ordered.retainAll(addresses);
        return ordered;
    }

    void failed(InetAddress address) {
        synchronized (failed) {
            failed.remove(address);
            failed.add(address);
            if (failed.size() > MAX_REMEMBERED) {
                failed.remove(failed.iterator().next());
            }
        }
    }

    void connected(InetAddress address) {
        synchronized (failed) {
            failed.remove(address);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressOrder that && dns.equals(that.dns);
    }

    @Override
    public int hashCode() {
        return dns.hashCode();
    }
}
