package io.gantry.node.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which containers to list: all conditions hold.
 *
 * @param id whole id, empty for any
 * @param sandboxId empty for any
 * @param state {@code null} for any; not looked at for statistics
 * @param labels equal in all of these
 */
public record ContainerFilter(
        String id, String sandboxId, @Nullable ContainerState state, Map<String, String> labels) {
    public static final ContainerFilter ALL = new ContainerFilter("", "", null, Map.of());

    public ContainerFilter {
        labels = Map.copyOf(labels);
    }

    public static ContainerFilter inSandbox(String sandboxId) {
        return new ContainerFilter("", sandboxId, null, Map.of());
    }
}
