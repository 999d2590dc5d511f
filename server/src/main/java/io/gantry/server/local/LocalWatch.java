package io.gantry.server.local;

import io.gantry.api.KubeObject;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import io.gantry.server.registry.WatchCursor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A watch in the server's own process: a cursor and nothing else. */
final class LocalWatch<T extends KubeObject> implements Watch<T> {
    private final WatchCursor<T> cursor;
    private final Runnable end;

    /** @param end run when it is closed */
    LocalWatch(WatchCursor<T> cursor, Runnable end) {
        this.cursor = cursor;
        this.end = end;
    }

    @Override
    public @Nullable WatchEvent<T> next(Duration timeout) throws InterruptedException {
        WatchCursor.Item<T> item = cursor.next(timeout);
        if (item != null) {
            return new WatchEvent<>(item.type(), item.object(), Long.toString(item.revision()));
        }
        if (cursor.closed()) {
            throw new WatchClosedException("the watch was closed");
        }
        return null;
    }

    @Override
    public void close() {
        cursor.close();
        end.run();
    }
}
