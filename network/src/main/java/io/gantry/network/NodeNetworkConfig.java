package io.gantry.network;

import io.gantry.network.cni.Bridge;
import io.gantry.network.proxy.Cidr;
import io.gantry.network.proxy.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node's network must know. Every name that it takes on the machine follows from {@code clusterId}, so that several
 * clusters stand side by side.
 *
 * @param clusterId eight hexadecimal digits
 * @param podCidrs where this node's pods get their addresses; the first address of each is the node's own in it
 * @param clusterCidrs where all nodes' pods get theirs
 * @param serviceCidrs where cluster IPs come from
 * @param dnsAddress the cluster IP of DNS, which containers have in their resolv.conf
 * @param clusterDomain such as {@code cluster.local}
 * @param cniDirectory containerd's conf_dir for this node alone
 * @param stateDirectory for host-local's addresses and remembered kernel settings
 * @param resolvConf where names from outside the cluster are asked for: the host's {@code /etc/resolv.conf}
 * @param namespace the network namespace that is the node; null for the one this process runs in
 */
public record NodeNetworkConfig(
        String clusterId,
        String nodeName,
        List<String> podCidrs,
        List<String> clusterCidrs,
        List<String> serviceCidrs,
        String dnsAddress,
        String clusterDomain,
        Path cniDirectory,
        Path stateDirectory,
        Path resolvConf,
        @Nullable Path namespace) {
    public NodeNetworkConfig {
        podCidrs = List.copyOf(podCidrs);
        clusterCidrs = List.copyOf(clusterCidrs);
        serviceCidrs = List.copyOf(serviceCidrs);
        if (podCidrs.isEmpty() || serviceCidrs.isEmpty()) {
            throw new IllegalArgumentException("podCidrs and serviceCidrs need at least one range each");
        }
        for (var cidr : Stream.of(podCidrs, clusterCidrs, serviceCidrs)
                .flatMap(List::stream)
                .toList()) {
            Cidr.parse(cidr);
        }
        if (!Cidr.parse(serviceCidrs.getFirst()).contains(dnsAddress)) {
            throw new IllegalArgumentException(
                    "dnsAddress " + dnsAddress + " must lie in the range of cluster IPs " + serviceCidrs.getFirst());
        }
        clusterDomain =
                clusterDomain.endsWith(".") ? clusterDomain.substring(0, clusterDomain.length() - 1) : clusterDomain;
    }

    /** The usual case: one node in the process's own namespace, IPv4, DNS at the tenth address of the services. */
    public static NodeNetworkConfig of(
            String clusterId,
            String nodeName,
            String podCidr,
            String clusterCidr,
            String serviceCidr,
            Path cniDirectory,
            Path stateDirectory) {
        return new NodeNetworkConfig(
                clusterId,
                nodeName,
                List.of(podCidr),
                List.of(clusterCidr),
                List.of(serviceCidr),
                Cidr.parse(serviceCidr).address(10),
                "cluster.local",
                cniDirectory,
                stateDirectory,
                Path.of("/etc/resolv.conf"),
                null);
    }

    String bridge() {
        return Bridge.nameOf(clusterId);
    }

    /** The node's own address among its pods. */
    String gateway() {
        return Cidr.parse(podCidrs.getFirst()).address(1);
    }

    java.util.Set<Family> families() {
        return podCidrs.stream().map(Family::of).collect(Collectors.toSet());
    }

    static String tableName(String clusterId) {
        return "gantry-" + clusterId;
    }

    static Path ipam(Path stateDirectory) {
        return stateDirectory.resolve("ipam");
    }

    static Path sysctls(Path stateDirectory) {
        return stateDirectory.resolve("sysctls");
    }
}
