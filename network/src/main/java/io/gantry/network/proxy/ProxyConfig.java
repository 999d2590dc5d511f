package io.gantry.network.proxy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the proxy of a node works.
 *
 * @param table name of our nftables tables (one of family inet, one of family bridge)
 * @param bridge device that the pods of this node are connected to
 * @param bridgeMac its address
 * @param devicePrefix what the names of Gantry's devices of all clusters begin with
 * @param ownPrefix what the names of this cluster's devices begin with
 * @param podCidrs where this node's pods get their addresses
 * @param clusterCidrs where the cluster's pods get theirs; traffic between them is never masqueraded
 * @param serviceCidrs where cluster IPs come from
 */
public record ProxyConfig(
        String table,
        String nodeName,
        String bridge,
        String bridgeMac,
        String devicePrefix,
        String ownPrefix,
        Set<Family> families,
        List<String> podCidrs,
        List<String> clusterCidrs,
        List<String> serviceCidrs,
        @Nullable Dns dns) {
    public ProxyConfig {
        families = Set.copyOf(families);
        podCidrs = List.copyOf(podCidrs);
        clusterCidrs = List.copyOf(clusterCidrs);
        serviceCidrs = List.copyOf(serviceCidrs);
        if (!table.matches("[a-zA-Z][a-zA-Z0-9_.-]{0,200}")) {
            throw new IllegalArgumentException("not a name for an nftables table: " + table);
        }
        for (var device : List.of(bridge, devicePrefix, ownPrefix)) {
            if (!device.matches("[a-zA-Z0-9_.-]{1,15}")) {
                throw new IllegalArgumentException("not a name for a network device: " + device);
            }
        }
    }

    /** The cluster's DNS address, and the socket of this node that answers for it. */
    public record Dns(String clusterIp, String address, int port) {}
}
