package io.gantry.client;

import io.gantry.api.KubeObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running watch: a cursor over the changes of a collection. For one reading thread; {@link #close} from any. */
public interface Watch<T extends KubeObject> extends AutoCloseable {
    /**
     * Waits for the next event.
     *
     * @return {@code null} when none came in time
     * @throws io.gantry.api.status.StatusException when the server ended the watch with an error: 410 means that the
     *     revision is gone, or that this reader was too slow
     * @throws WatchClosedException when the watch ended without an error, by either side: watch again from the last
     *     revision seen
     */
    @Nullable
    WatchEvent<T> next(Duration timeout) throws InterruptedException;

    @Override
    void close();
}
