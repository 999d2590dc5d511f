package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EmptyDirVolumeSource;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.types.Quantity;
import io.gantry.base.Reason;
import io.gantry.node.pod.Containers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a pod has written more to the node's disk than it said it would. The words are the kubelet's. Pure. */
final class StorageLimits {
    private static final String RESOURCE = "ephemeral-storage";

    private StorageLimits() {}

    /** Whether there is any limit to look after. */
    static boolean any(Pod pod) {
        return pod.spec().volumes().stream()
                        .anyMatch(volume -> volume.emptyDir() != null && limit(volume.emptyDir()) != null)
                || Containers.all(pod).stream()
                        .anyMatch(container -> container.resources().limits().containsKey(RESOURCE));
    }

    /**
     * Why the pod has to go; {@code null} when it may stay.
     *
     * @param volumes bytes in each {@code emptyDir}, by the volume's name
     * @param containers bytes that each container has written to its own files and its log, by its name
     */
    static @Nullable Reason exceeded(Pod pod, Map<String, Long> volumes, Map<String, Long> containers) {
        long disk = 0;
        for (Volume volume : pod.spec().volumes()) {
            EmptyDirVolumeSource source = volume.emptyDir();
            if (source == null) {
                continue;
            }
            long used = volumes.getOrDefault(volume.name(), 0L);
            Quantity limit = limit(source);
            if (limit != null && used > limit.value()) {
                return evicted(
                        "Usage of EmptyDir volume \"" + volume.name() + "\" exceeds the limit \"" + limit + "\". ");
            }
            disk += "Memory".equals(source.medium()) ? 0 : used;
        }
        Quantity total = null;
        for (Container container : pod.spec().containers()) {
            disk += containers.getOrDefault(container.name(), 0L);
            Quantity limit = container.resources().limits().get(RESOURCE);
            if (limit != null) {
                total = total == null ? limit : total.add(limit);
            }
        }
        if (total != null && disk > total.value()) {
            return evicted("Pod ephemeral local storage usage exceeds the total limit of containers " + total + ". ");
        }
        for (Container container : Containers.all(pod)) {
            Quantity limit = container.resources().limits().get(RESOURCE);
            if (limit != null && containers.getOrDefault(container.name(), 0L) > limit.value()) {
                return evicted("Container " + container.name() + " exceeded its local ephemeral storage limit \""
                        + limit + "\". ");
            }
        }
        return null;
    }

    private static Reason evicted(String message) {
        return new Reason("Evicted", message);
    }

    /** A limit of nothing is none. */
    private static @Nullable Quantity limit(EmptyDirVolumeSource source) {
        return source.sizeLimit() == null || source.sizeLimit().isZero() ? null : source.sizeLimit();
    }
}
