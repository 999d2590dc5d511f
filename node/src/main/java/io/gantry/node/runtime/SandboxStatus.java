package io.gantry.node.runtime;

import java.util.List;

/**
 * A sandbox's state in full.
 *
 * @param ips the pod's addresses, the primary one first; empty with the host's network and once stopped
 */
public record SandboxStatus(SandboxInfo info, List<String> ips, NamespaceOptions namespaces) {
    public SandboxStatus {
        ips = List.copyOf(ips);
    }
}
