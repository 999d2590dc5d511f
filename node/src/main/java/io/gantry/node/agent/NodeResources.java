package io.gantry.node.agent;

import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * What a node has, and what of it pods may ask for.
 *
 * @param capacity by resource name: cpu, memory, pods, ephemeral-storage
 * @param allocatable the same without what the machine itself needs
 */
public record NodeResources(Map<String, Quantity> capacity, Map<String, Quantity> allocatable) {
    public NodeResources {
        capacity = Map.copyOf(capacity);
        allocatable = Map.copyOf(allocatable);
    }

    /** Memory of the machine, in bytes. */
    public long memoryBytes() {
        return capacity.getOrDefault("memory", Quantity.ZERO).value();
    }
}
