package io.gantry.store;

import io.gantry.store.CommitLog.LogRecord;
import io.gantry.store.Request.Prepared;
import io.gantry.store.Request.Write;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit path: decides a group of transactions in order, makes it durable with one append, and only then
 * publishes the new image and tells the writers.
 *
 * <p>Used by one thread at a time. A transaction sees those before it in its group; because nobody may learn of
 * anything that is not durable, a conflict with them is reported after the append as well.
 *
 * <p>When an append fails, it is unknown whether the group will be there later. The writers are told so, and
 * nothing is written until the log has been reopened: then it holds the group wholly, which is published, or not at
 * all, and it is forgotten.
 */
final class Committer<V> {
    private static final Logger LOG = System.getLogger(Committer.class.getName());

    /** How long writes are refused without trying the disk again. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A group whose append failed: what to publish should it turn out to be durable. */
    private record Undecided<V>(Image<V> image, List<Change<V>> changes, Exception cause, long triedAtNanos) {}

    private final StoreCore<V> store;
    private final ValueCodec<V> codec;
    private final CommitLog log;
    private @Nullable Undecided<V> undecided;

    Committer(StoreCore<V> store, ValueCodec<V> codec, CommitLog log) {
        this.store = store;
        this.codec = codec;
        this.log = log;
    }

    /** Commits the writes in order, as one group, and completes them. */
    void commit(List<Write<V>> writes) {
        var refusal = refusal();
        if (refusal != null) {
            writes.forEach(write -> write.fail(unavailable(refusal.cause, false)));
            return;
        }
        var began = store.time().nanoTime();
        var group = new Group();
        writes.forEach(group::decide);
        if (!group.changes.isEmpty()) {
            try {
                log.append(group.records, group.image.revision());
            } catch (IOException | RuntimeException e) {
                undecided = new Undecided<>(
                        group.image, group.changes, e, store.time().nanoTime());
                LOG.log(
                        Level.ERROR,
                        "The store could not write to its disk and takes no writes until that works again",
                        e);
                writes.forEach(write -> write.fail(unavailable(e, true)));
                return;
            }
            store.publish(group.image, group.changes);
            store.statistics().committed(writes.size(), store.time().nanoTime() - began);
        }
        for (var i = 0; i < writes.size(); i++) {
            var failure = group.failures.get(i);
            if (failure == null) {
                writes.get(i).complete();
            } else {
                writes.get(i).fail(failure);
            }
        }
    }

    /** Tries to work again after a failed append; what is in the way if that does not succeed. */
    private @Nullable Undecided<V> refusal() {
        var failed = undecided;
        if (failed == null) {
            return null;
        }
        var now = store.time().nanoTime();
        if (now - failed.triedAtNanos < RETRY_AFTER.toNanos()) {
            return failed;
        }
        try {
            var durable = log.reopen();
            if (durable == failed.image.revision()) {
                store.publish(failed.image, failed.changes);
            } else if (durable != store.revision()) {
                throw new IOException("the disk holds revision " + durable + ", expected " + store.revision() + " or "
                        + failed.image.revision() + ": restart to load what is there");
            }
            undecided = null;
            LOG.log(Level.INFO, "The store writes again, from revision " + durable);
            return null;
        } catch (IOException | RuntimeException e) {
            var still = new Undecided<>(failed.image, failed.changes, e, now);
            undecided = still;
            return still;
        }
    }

    private static StoreUnavailableException unavailable(Exception cause, boolean outcomeUnknown) {
        var what = outcomeUnknown
                ? "the write may or may not have happened: writing to disk failed ("
                : "the store takes no writes because its disk failed (";
        return new StoreUnavailableException(
                what + cause.getMessage() + "); free space or repair the disk, then it goes on by itself",
                cause,
                outcomeUnknown);
    }

    /** The transactions of one group while they are decided, and the state they lead to. */
    private final class Group {
        Image<V> image = store.image();
        final List<Change<V>> changes = new ArrayList<>();
        final List<LogRecord> records = new ArrayList<>();
        /** One per write: null when it can be committed. */
        final List<@Nullable RuntimeException> failures = new ArrayList<>();

        void decide(Write<V> write) {
            try {
                var revision = image.revision() + 1;
                var own = new ArrayList<Change<V>>(write.ops.size());
                for (var prepared : write.ops) {
                    var change = decide(prepared.op(), revision);
                    if (change != null) {
                        own.add(change);
                    }
                }
                if (!own.isEmpty()) {
                    add(write, own, revision);
                }
                write.result = new WriteResult<>(image.revision(), own);
                failures.add(null);
            } catch (RuntimeException e) {
                // A conflict, or a codec that failed: this transaction does not happen, the others of the group do.
                failures.add(e);
            }
        }

        private @Nullable Change<V> decide(Op<V> op, long revision) {
            var current = image.get(op.key());
            if (!op.expect().holds(current)) {
                throw new ConflictException(op.key(), op.expect(), current);
            }
            return switch (op) {
                case Op.Check<V> check -> null;
                case Op.Delete<V> delete -> current == null ? null : new Change<>(revision, current, null);
                case Op.Put<V> put -> {
                    var created = current == null ? revision : current.createRevision();
                    // An update keeps the key's first string, so that each key is in memory once.
                    var key = current == null ? put.key() : current.key();
                    var value = codec.stamp(put.value(), revision);
                    yield new Change<>(revision, current, new Entry<>(key, value, created, revision));
                }
            };
        }

        private void add(Write<V> write, List<Change<V>> own, long revision) {
            var tree = image.tree();
            for (var change : own) {
                tree = Image.apply(tree, change);
            }
            image = new Image<>(revision, tree);
            changes.addAll(own);
            if (log.keepsValues()) {
                var next = 0;
                for (var prepared : write.ops) {
                    if (next < own.size()
                            && own.get(next).key().equals(prepared.op().key())) {
                        records.add(record(prepared, own.get(next++)));
                    }
                }
            }
        }

        private static <V> LogRecord record(Prepared<V> prepared, Change<V> change) {
            var after = change.after();
            return after == null
                    ? new LogRecord(prepared.key(), null, 0, change.revision())
                    : new LogRecord(prepared.key(), prepared.value(), after.createRevision(), after.modRevision());
        }
    }
}
