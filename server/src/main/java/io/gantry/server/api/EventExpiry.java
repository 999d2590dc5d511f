package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Event;
import io.gantry.api.core.v1.EventSeries;
import io.gantry.api.core.v1.EventType;
import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.server.registry.StorageKeys;
import io.gantry.store.ConflictException;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.Store;
import io.gantry.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes events an hour after they were last seen, as Kubernetes does, in bounded transactions. Thread-safe. */
final class EventExpiry implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventExpiry.class.getName());
    static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Store<KubeObject> store;
    private final Time time;
    private final SingleTimer timer;

    EventExpiry(Store<KubeObject> store, Time time) {
        this.store = store;
        this.time = time;
        this.timer = new SingleTimer(time);
    }

    void start() {
        timer.set(INTERVAL, this::run);
    }

    private void run() {
        try {
            sweep();
        } catch (StoreUnavailableException e) {
            LOG.log(Level.DEBUG, "The store takes no writes: events are removed later", e);
        }
        start();
    }

    private void sweep() {
        Instant oldest = time.now().minus(LIFETIME);
        List<Op<KubeObject>> batch = new ArrayList<>();
        for (Entry<KubeObject> entry : store.snapshot().prefix(StorageKeys.prefix(EventType.KIND))) {
            if (entry.value() instanceof Event event && lastSeen(event).isBefore(oldest)) {
                batch.add(Op.delete(entry.key(), Expect.modRevision(entry.modRevision())));
                if (batch.size() == BATCH) {
                    write(batch);
                    batch.clear();
                }
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<Op<KubeObject>> batch) {
        try {
            store.write(List.copyOf(batch));
        } catch (ConflictException e) {
            LOG.log(Level.DEBUG, "An event was seen again while it was to be removed: the next round looks again", e);
        }
    }

    private static Instant lastSeen(Event event) {
        EventSeries series = event.series();
        Instant latest = Instant.MIN;
        for (Instant each : new @Nullable Instant[] {
            event.metadata().creationTimestamp(),
            event.lastTimestamp(),
            event.eventTime(),
            series == null ? null : series.lastObservedTime()
        }) {
            if (each != null && each.isAfter(latest)) {
                latest = each;
            }
        }
        return latest;
    }

    @Override
    public void close() {
        timer.close();
    }
}
