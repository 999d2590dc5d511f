package io.gantry.program;

import io.gantry.node.containerd.ContainerdOptions;
import java.util.List;

/** Where this machine's node keeps its things; the running node, image import and reset must agree on it. */
final class NodePlaces {
    private NodePlaces() {}

    static ContainerdOptions containerd(Layout layout) {
        return new ContainerdOptions(
                layout.node(), layout.network().resolve("cni"), ContainerdOptions.DEBIAN_CNI_BIN, List.of());
    }

    /** The name of the cgroup of all pods, at the top of each controller's tree. */
    static String cgroup(Layout layout) {
        return "gantry-" + layout.id();
    }
}
