package io.gantry.controlplane;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.base.Time;
import io.gantry.server.api.TablePrinter;
import io.gantry.server.table.Tables;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The tables of all kinds, made when the first one is asked for: a start need not wait for them. Thread-safe. */
final class LazyTables implements TablePrinter {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Tables made;

    LazyTables(Time time) {
        this.time = time;
    }

    @Override
    public byte[] print(
            Kind<?> kind, ListMeta metadata, List<? extends KubeObject> objects, Include include, boolean headers) {
        return tables().print(kind, metadata, objects, include, headers);
    }

    private Tables tables() {
        Tables known = made;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = made;
            if (known == null) {
                known = new Tables(time);
                made = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
