package io.gantry.client;

import io.gantry.api.KubeObject;
import org.jspecify.annotations.Nullable;

/**
 * One event of a watch.
 *
 * @param resourceVersion the revision after the event: watch again from here
 * @param object the object after the event; before it for {@link Type#DELETED}; {@code null} for {@link Type#BOOKMARK}
 */
public record WatchEvent<T extends KubeObject>(
        Type type, @Nullable T object, String resourceVersion) {
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        /** No object: everything up to the revision has been seen. */
        BOOKMARK
    }
}
