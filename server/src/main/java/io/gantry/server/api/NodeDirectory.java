package io.gantry.server.api;

import io.gantry.client.node.NodeApi;
import java.util.Optional;

/** Finds the agent of a node by the node's name. Thread-safe. */
@FunctionalInterface
public interface NodeDirectory {
    Optional<NodeApi> find(String nodeName);

    /** For a server without nodes. */
    static NodeDirectory none() {
        return nodeName -> Optional.empty();
    }
}
