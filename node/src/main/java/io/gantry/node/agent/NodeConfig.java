package io.gantry.node.agent;

import io.gantry.base.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a node agent needs to know of its node.
 *
 * @param name the Node object's name
 * @param address the machine's own address, {@code status.hostIP} of its pods
 * @param podCidr addresses of this node's pods
 * @param dataDirectory where pods' volumes and logs live; absolute
 * @param clusterDns addresses of the cluster's name server; empty when there is none
 * @param clusterDomain such as {@code cluster.local}
 * @param labels put on the Node object when it is registered
 * @param cgroupParent name of the cgroup of all pods of this node, at the top of the tree, such as {@code gantry-6443}
 * @param maxPods how many pods the node takes
 */
public record NodeConfig(
        String name,
        String address,
        String podCidr,
        Path dataDirectory,
        List<String> clusterDns,
        String clusterDomain,
        Map<String, String> labels,
        String cgroupParent,
        int maxPods,
        Time time,
        RandomGenerator random) {
    public NodeConfig {
        clusterDns = List.copyOf(clusterDns);
        labels = Map.copyOf(labels);
        if (!dataDirectory.isAbsolute()) {
            throw new IllegalArgumentException("dataDirectory must be absolute, is " + dataDirectory);
        }
    }
}
