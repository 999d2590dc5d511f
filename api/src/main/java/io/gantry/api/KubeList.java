package io.gantry.api;

import io.gantry.api.meta.v1.ListMeta;
import java.util.List;

/**
 * A list of objects of one kind, as {@code PodList} is for {@code Pod}. Immutable.
 *
 * @param itemKind the kind of the items; the list's own kind is named after it
 */
public record KubeList<T>(Kind<T> itemKind, ListMeta metadata, List<T> items) {
    public KubeList {
        items = List.copyOf(items);
    }

    /** The list's own kind name, such as {@code PodList}. */
    public String kindName() {
        return itemKind.listName();
    }
}
