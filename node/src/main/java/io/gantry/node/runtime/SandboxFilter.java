package io.gantry.node.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sandboxes to list: all conditions hold.
 *
 * @param id whole id, empty for any
 * @param ready {@code null} for any
 * @param labels equal in all of these
 */
public record SandboxFilter(String id, @Nullable Boolean ready, Map<String, String> labels) {
    public static final SandboxFilter ALL = new SandboxFilter("", null, Map.of());

    public SandboxFilter {
        labels = Map.copyOf(labels);
    }
}
