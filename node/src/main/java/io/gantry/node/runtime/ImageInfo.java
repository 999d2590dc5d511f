package io.gantry.node.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image that is present.
 *
 * @param id digest of its config, {@code sha256:...}
 * @param tags full names, e.g. {@code docker.io/library/busybox:latest}
 * @param digests names by digest, empty for imported images
 * @param uid the user it asks to run as, {@code null} when it names one or says nothing
 * @param username the user's name, else empty
 * @param pinned must not be removed by garbage collection
 */
public record ImageInfo(
        String id,
        List<String> tags,
        List<String> digests,
        long sizeBytes,
        @Nullable Long uid,
        String username,
        boolean pinned) {
    public ImageInfo {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
    }
}
