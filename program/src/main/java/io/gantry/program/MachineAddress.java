package io.gantry.program;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Comparator;
import java.util.Optional;

/** The address that this machine is reached by. */
final class MachineAddress {
    private MachineAddress() {}

    /** Of the ranges for documentation: in no network, so that the default route leads there. */
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.254"), 9);

    /**
     * The address that packets to elsewhere leave with, as others see this machine; without a default route the first IPv4
     * address of the machine's own, else its first address, else loopback on a machine without a network.
     *
     * @param podCidr the cluster's own addresses do not count
     */
    static InetAddress find(Cidr podCidr) throws IOException {
        var source = ofDefaultRoute();
        return source.isPresent() ? source.get() : first(podCidr);
    }

    /** By a socket that is connected and sends nothing: the kernel looks up the route. */
    private static Optional<InetAddress> ofDefaultRoute() throws IOException {
        try (var channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.connect(ELSEWHERE);
            return Optional.of(((InetSocketAddress) channel.getLocalAddress()).getAddress())
                    .filter(address -> !address.isAnyLocalAddress() && !address.isLoopbackAddress());
        } catch (SocketException noRoute) {
            return Optional.empty();
        }
    }

    private static InetAddress first(Cidr podCidr) throws IOException {
        return ClusterPki.hostAddresses().stream()
                .filter(address -> !podCidr.overlaps(new Cidr(address, address.getAddress().length * 8)))
                .min(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                .orElse(InetAddress.getLoopbackAddress());
    }
}
