package io.gantry.node.agent;

import io.gantry.api.core.v1.NodeSystemInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a node's machine is and has. */
interface Machine {
    NodeResources resources() throws IOException;

    /** What the machine is short of now, by the type of the node's condition: {@code MemoryPressure} and the like. */
    Set<String> pressure() throws IOException;

    /** What the machine uses now; empty for one that is made up. */
    Optional<MachineUsage> usage() throws IOException;

    /**
     * @param runtimeVersion the container runtime's
     * @param version shown as the kubelet's
     */
    NodeSystemInfo info(String runtimeVersion, String version) throws IOException;

    /** In Go's words, as images and node labels have it. */
    static String architecture() {
        String given = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (given) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> given;
        };
    }
}
