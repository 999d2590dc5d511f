package io.gantry.node.pod;

import io.gantry.node.runtime.SandboxInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the runtime has of one pod, at one moment.
 *
 * @param sandbox the newest sandbox; {@code null} when there is none
 * @param ips the pod's addresses while the sandbox is ready
 * @param olderSandboxes what earlier attempts left
 * @param containers by name, the newest attempt first; names that the runtime does not know are absent
 */
public record Observed(
        @Nullable SandboxInfo sandbox,
        List<String> ips,
        List<SandboxInfo> olderSandboxes,
        Map<String, List<ObservedContainer>> containers) {
    public static final Observed NOTHING = new Observed(null, List.of(), List.of(), Map.of());

    public Observed {
        ips = List.copyOf(ips);
        olderSandboxes = List.copyOf(olderSandboxes);
        containers = Map.copyOf(containers);
    }

    public boolean sandboxReady() {
        return sandbox != null && sandbox.ready();
    }

    /** The newest container of a name, whatever sandbox it is in. */
    public @Nullable ObservedContainer newest(String name) {
        List<ObservedContainer> all = containers.get(name);
        return all == null || all.isEmpty() ? null : all.getFirst();
    }

    /** The newest container of a name, if it is in the newest sandbox. */
    public @Nullable ObservedContainer current(String name) {
        ObservedContainer newest = newest(name);
        return newest != null && sandbox != null && newest.sandboxId().equals(sandbox.id()) ? newest : null;
    }

    /** The container of a name before its newest one. */
    public @Nullable ObservedContainer previous(String name) {
        List<ObservedContainer> all = containers.get(name);
        return all == null || all.size() < 2 ? null : all.get(1);
    }

    public boolean anyAlive() {
        return containers.values().stream().flatMap(List::stream).anyMatch(container -> !container.exited());
    }
}
