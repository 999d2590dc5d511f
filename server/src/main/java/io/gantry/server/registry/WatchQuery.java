package io.gantry.server.registry;

import io.gantry.client.ListQuery;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a watch begins.
 *
 * @param select selectors and resource version; its paging is ignored
 * @param bookmarks whether the client understands bookmarks
 * @param sendInitialEvents whether the state is sent first, ended by a bookmark (a streaming list); null if not said
 */
public record WatchQuery(
        ListQuery select, boolean bookmarks, @Nullable Boolean sendInitialEvents) {
    public static WatchQuery of(ListQuery select) {
        return new WatchQuery(select, false, null);
    }
}
