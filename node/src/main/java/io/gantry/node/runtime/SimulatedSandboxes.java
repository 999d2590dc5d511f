package io.gantry.node.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandboxes of a {@link SimulatedRuntime} and their addresses; guarded by the runtime's lock. */
final class SimulatedSandboxes {
    record Sandbox(String id, SandboxConfig config, List<String> ips, Instant createdAt, boolean ready) {
        SandboxInfo info() {
            return new SandboxInfo(
                    id,
                    config.namespace(),
                    config.name(),
                    config.uid(),
                    config.attempt(),
                    ready,
                    createdAt,
                    config.labels(),
                    config.annotations(),
                    config.runtimeHandler());
        }

        SandboxStatus status() {
            return new SandboxStatus(
                    info(), ready ? ips : List.of(), config.security().namespaces());
        }

        private boolean isOf(SandboxConfig other) {
            return config.uid().equals(other.uid())
                    && config.name().equals(other.name())
                    && config.namespace().equals(other.namespace())
                    && config.attempt() == other.attempt();
        }

        private boolean matches(SandboxFilter filter) {
            return (filter.id().isEmpty() || filter.id().equals(id))
                    && (filter.ready() == null || filter.ready() == ready)
                    && config.labels().entrySet().containsAll(filter.labels().entrySet());
        }
    }

    private final String addressPrefix;
    private final Map<String, Sandbox> sandboxes = new LinkedHashMap<>();
    private final ArrayDeque<String> freeAddresses = new ArrayDeque<>();
    private int addresses;

    /** @param addressPrefix what a number from 2 up completes to an address */
    SimulatedSandboxes(String addressPrefix) {
        this.addressPrefix = addressPrefix;
    }

    /** Whether there is one of the same pod and attempt. */
    boolean has(SandboxConfig config) {
        return sandboxes.values().stream().anyMatch(sandbox -> sandbox.isOf(config));
    }

    /** Adds a sandbox, with an address of its own unless it shares the node's; its id. */
    String add(String id, SandboxConfig config, Instant now) {
        var ips =
                config.security().namespaces().network() == NamespaceMode.NODE ? List.<String>of() : List.of(address());
        sandboxes.put(id, new Sandbox(id, config, ips, now, true));
        return id;
    }

    private String address() {
        var free = freeAddresses.poll();
        return free != null ? free : addressPrefix + (2 + addresses++);
    }

    Optional<Sandbox> find(String id) {
        return Optional.ofNullable(sandboxes.get(id));
    }

    List<SandboxInfo> list(SandboxFilter filter) {
        return sandboxes.values().stream()
                .filter(sandbox -> sandbox.matches(filter))
                .map(Sandbox::info)
                .toList();
    }

    /** Gives its address back; false when it was not running. */
    boolean stop(String id) {
        var sandbox = sandboxes.get(id);
        if (sandbox == null || !sandbox.ready()) {
            return false;
        }
        sandboxes.put(id, new Sandbox(id, sandbox.config(), sandbox.ips(), sandbox.createdAt(), false));
        freeAddresses.addAll(sandbox.ips());
        return true;
    }

    /** False when there is none. */
    boolean remove(String id) {
        return sandboxes.remove(id) != null;
    }
}
