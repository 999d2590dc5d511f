package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import io.gantry.store.SnapshotAndWatch;
import io.gantry.store.Store;
import io.gantry.store.StoreStatistics;
import io.gantry.store.Watcher;
import io.gantry.store.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A store whose disk can stop answering for a while: what was begun meanwhile is done afterwards. */
final class StuckStore implements Store<KubeObject> {
    private final Store<KubeObject> behind;
    private volatile @Nullable CountDownLatch stuck;

    StuckStore(Store<KubeObject> behind) {
        this.behind = behind;
    }

    void stop() {
        stuck = new CountDownLatch(1);
    }

    void goOn() {
        CountDownLatch held = stuck;
        stuck = null;
        if (held != null) {
            held.countDown();
        }
    }

    @Override
    public WriteResult<KubeObject> writeUnlessInterrupted(List<Op<KubeObject>> ops, Runnable afterwards)
            throws InterruptedException {
        CountDownLatch held = stuck;
        if (held == null) {
            return behind.writeUnlessInterrupted(ops, afterwards);
        }
        CompletableFuture<WriteResult<KubeObject>> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                held.await();
                result.complete(behind.writeUnlessInterrupted(ops, afterwards));
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public Snapshot<KubeObject> snapshot() {
        return behind.snapshot();
    }

    @Override
    public Snapshot<KubeObject> snapshotAt(long revision) {
        return behind.snapshotAt(revision);
    }

    @Override
    public void awaitRevision(long revision, Duration timeout) throws InterruptedException {
        behind.awaitRevision(revision, timeout);
    }

    @Override
    public WriteResult<KubeObject> write(List<Op<KubeObject>> ops) {
        return behind.write(ops);
    }

    @Override
    public Watcher<KubeObject> watch(String prefix, long afterRevision) {
        return behind.watch(prefix, afterRevision);
    }

    @Override
    public Watcher<KubeObject> watch(String prefix, String topic, long afterRevision) {
        return behind.watch(prefix, topic, afterRevision);
    }

    @Override
    public SnapshotAndWatch<KubeObject> snapshotAndWatch(String prefix) {
        return behind.snapshotAndWatch(prefix);
    }

    @Override
    public long compactedRevision() {
        return behind.compactedRevision();
    }

    @Override
    public void compact(long revision) {
        behind.compact(revision);
    }

    @Override
    public StoreStatistics statistics() {
        return behind.statistics();
    }

    @Override
    public void close() {
        behind.close();
    }
}
