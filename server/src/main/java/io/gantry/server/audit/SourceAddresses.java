package io.gantry.server.audit;

import io.gantry.server.edge.Exchange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request comes from: what proxies say of it, which anybody could say, and at last where the connection comes from. */
final class SourceAddresses {
    private SourceAddresses() {}

    static List<String> of(Exchange exchange) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String element : exchange.headers().elements("x-forwarded-for")) {
            InetAddress address = parse(element);
            if (address != null) {
                addresses.add(address);
            }
        }
        String real = exchange.headers().first("x-real-ip");
        InetAddress realAddress = real == null ? null : parse(real.strip());
        if (realAddress != null && !addresses.contains(realAddress)) {
            addresses.add(realAddress);
        }
        InetAddress remote = exchange.remoteAddress().getAddress();
        if (remote != null && (addresses.isEmpty() || !addresses.getLast().equals(remote))) {
            addresses.add(remote);
        }
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }

    private static @Nullable InetAddress parse(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null; // not an address: as in Kubernetes, left out
        }
    }
}
