package io.gantry.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a list.
 *
 * @param resourceVersion the revision that all the items were read at
 * @param continueToken where the next page starts; empty on the last one
 * @param remaining how many more there are, when the server says so
 */
public record ObjectList<T>(
        String resourceVersion,
        String continueToken,
        @Nullable Long remaining,
        List<T> items) {
    public ObjectList {
        items = List.copyOf(items);
    }
}
