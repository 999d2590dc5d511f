package io.gantry.node.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container as lists show it.
 *
 * @param image the reference it was made from
 * @param imageId id of the image
 */
public record ContainerInfo(
        String id,
        String sandboxId,
        String name,
        int attempt,
        String image,
        String imageId,
        ContainerState state,
        Instant createdAt,
        Map<String, String> labels,
        Map<String, String> annotations) {
    public ContainerInfo {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
