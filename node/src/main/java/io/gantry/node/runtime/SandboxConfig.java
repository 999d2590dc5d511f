package io.gantry.node.runtime;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod's sandbox is to be.
 *
 * @param attempt counts the sandboxes of one pod, from 0: name, uid and attempt together name a sandbox
 * @param hostname at most 63 characters, empty with the host's network
 * @param logDirectory absolute directory that containers' {@code logPath} is relative to; made by the caller
 * @param cgroupParent the pod's cgroup below each controller's root, as {@link io.gantry.node.cgroup.CgroupLayout} names
 *     it; empty for the runtime's own place
 * @param overhead of the sandbox itself (a runtime class's)
 * @param resources the sum of the containers' limits
 * @param runtimeHandler name of a runtime handler, empty for the default
 */
public record SandboxConfig(
        String namespace,
        String name,
        String uid,
        int attempt,
        String hostname,
        String logDirectory,
        DnsConfig dns,
        List<PortMapping> portMappings,
        Map<String, String> labels,
        Map<String, String> annotations,
        String cgroupParent,
        SandboxSecurity security,
        Map<String, String> sysctls,
        LinuxResources overhead,
        LinuxResources resources,
        String runtimeHandler) {
    public SandboxConfig {
        if (namespace.isEmpty() || name.isEmpty() || uid.isEmpty()) {
            throw new IllegalArgumentException("a sandbox needs its pod's namespace, name and uid");
        }
        if (security.namespaces().network() == NamespaceMode.NODE && !hostname.isEmpty()) {
            throw new IllegalArgumentException("hostname must be empty with the host's network, is " + hostname);
        }
        portMappings = List.copyOf(portMappings);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        sysctls = Collections.unmodifiableSortedMap(new TreeMap<>(sysctls));
    }

    /** A sandbox with everything by default. */
    public static SandboxConfig of(String namespace, String name, String uid, String logDirectory) {
        return new SandboxConfig(
                namespace,
                name,
                uid,
                0,
                name.substring(0, Math.min(63, name.length())),
                logDirectory,
                DnsConfig.NONE,
                List.of(),
                Map.of(),
                Map.of(),
                "",
                SandboxSecurity.DEFAULT,
                Map.of(),
                LinuxResources.NONE,
                LinuxResources.NONE,
                "");
    }
}
