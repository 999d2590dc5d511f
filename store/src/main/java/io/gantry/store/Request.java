package io.gantry.store;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What waits for the commit thread. The thread that made a request waits for its completion. */
abstract sealed class Request {
    private final Thread caller = Thread.currentThread();
    private volatile boolean done;
    private @Nullable RuntimeException failure;
    /** What the caller left behind when it went; whoever takes it away runs it, or is the caller and stays. */
    private volatile @Nullable Runnable left;

    void complete() {
        done = true;
        LockSupport.unpark(caller);
        Runnable afterwards = left == null ? null : take();
        if (afterwards != null) {
            afterwards.run();
        }
    }

    private synchronized @Nullable Runnable take() {
        Runnable taken = left;
        left = null;
        return taken;
    }

    void fail(RuntimeException exception) {
        failure = exception;
        complete();
    }

    boolean isDone() {
        return done;
    }

    /** Waits for the completion, whatever interrupts, and throws the failure if there was one. */
    final void join() {
        var interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Waits for the completion, and throws the failure if there was one.
     *
     * @param afterwards run by who completes the request, if the caller is not there any more
     * @throws InterruptedException when the caller goes; the request is done without it
     */
    final void joinUnlessInterrupted(Runnable afterwards) throws InterruptedException {
        while (!done) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                left = afterwards;
                if (!done || take() == null) {
                    throw new InterruptedException();
                }
                caller.interrupt();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** One operation of a transaction with what the log needs of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; its one user owns the arrays
    record Prepared<V>(Op<V> op, byte[] key, byte @Nullable [] value) {}

    /** A transaction. */
    static final class Write<V> extends Request {
        final List<Prepared<V>> ops;
        final int bytes;
        /** Set by the commit path before completion. */
        @Nullable
        WriteResult<V> result;

        Write(List<Prepared<V>> ops) {
            this.ops = ops;
            var sum = 0;
            for (var op : ops) {
                sum += op.key.length + (op.value == null ? 0 : op.value.length);
            }
            this.bytes = sum;
        }
    }

    /** Something to do between transactions. */
    static final class Task extends Request {
        private final Runnable action;

        Task(Runnable action) {
            this.action = action;
        }

        void run() {
            try {
                action.run();
                complete();
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }
}
