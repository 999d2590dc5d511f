package io.gantry.node.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A sandbox as lists show it. */
public record SandboxInfo(
        String id,
        String namespace,
        String name,
        String uid,
        int attempt,
        boolean ready,
        Instant createdAt,
        Map<String, String> labels,
        Map<String, String> annotations,
        String runtimeHandler) {
    public SandboxInfo {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
