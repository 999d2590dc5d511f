package io.gantry.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A log whose disk fails as told. It keeps in memory what a disk would have. */
final class FaultyLog implements CommitLog {
    /** What the next append does. */
    enum Fault {
        NONE,
        /** Fails, and nothing is on disk. */
        LOST,
        /** Fails, although all of it is on disk: the answer got lost. */
        KEPT
    }

    private final List<List<LogRecord>> groups = new ArrayList<>();
    private final Semaphore appends = new Semaphore(0);
    private volatile boolean held;
    private volatile Fault fault = Fault.NONE;
    private volatile @Nullable IOException reopenFault;
    private volatile long revision;

    void fail(Fault next) {
        fault = next;
    }

    void failReopen(@Nullable IOException failure) {
        reopenFault = failure;
    }

    /** From now on an append waits for {@link #release}. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        appends.release();
    }

    int appended() {
        return groups.size();
    }

    boolean isHolding() {
        return appends.hasQueuedThreads();
    }

    @Override
    public boolean keepsValues() {
        return true;
    }

    @Override
    public void append(List<LogRecord> records, long newRevision) throws IOException {
        if (held) {
            appends.acquireUninterruptibly();
        }
        if (fault != Fault.LOST) {
            groups.add(List.copyOf(records));
            revision = newRevision;
        }
        if (fault != Fault.NONE) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public long reopen() throws IOException {
        var failure = reopenFault;
        if (failure != null) {
            throw failure;
        }
        fault = Fault.NONE;
        return revision;
    }

    @Override
    public void close() {}
}
