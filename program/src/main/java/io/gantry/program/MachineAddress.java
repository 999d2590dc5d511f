package io.gantry.program;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;

/** The address that this machine is reached by. */
final class MachineAddress {
    private MachineAddress() {}

    /**
     * The first IPv4 address of the machine's own, else its first address, else loopback on a machine without a network.
     *
     * @param podCidr the cluster's own addresses do not count
     */
    static InetAddress find(Cidr podCidr) throws IOException {
        return ClusterPki.hostAddresses().stream()
                .filter(address -> !podCidr.overlaps(new Cidr(address, address.getAddress().length * 8)))
                .min(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                .orElse(InetAddress.getLoopbackAddress());
    }
}
