package io.gantry.store;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.store.Request.Prepared;
import io.gantry.store.Request.Task;
import io.gantry.store.Request.Write;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engines share: reading, watching, preparing writes, publishing. An engine decides which thread runs the
 * {@link Committer} and which the notifications ({@link #notifyWatchers}), and what makes a group durable.
 *
 * <p>Order of publishing: change logs, history, image. So whoever sees an image finds its changes in the logs; the
 * logs' readers stop at the image's revision.
 */
abstract class StoreCore<V> implements Store<V> {
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final ValueCodec<V> codec;
    private final StoreOptions options;
    private final boolean keepsValues;
    private final History<V> history;
    private final ChangeLogs<V> logs;
    private final StoreStatistics statistics = new StoreStatistics();
    private final Set<Waiter> revisionWaiters = ConcurrentHashMap.newKeySet();
    private volatile Image<V> image;
    /** No more changes will come. */
    private volatile boolean ended;

    /** Why no more changes will come, if not because the store was closed. */
    private volatile @Nullable Throwable failure;

    private volatile @Nullable Cancellable sweep;

    StoreCore(ValueCodec<V> codec, StoreOptions options, boolean keepsValues, Image<V> image) {
        this.codec = codec;
        this.options = options;
        this.keepsValues = keepsValues;
        this.image = image;
        this.history = new History<>(image, options);
        this.logs = new ChangeLogs<>(image.revision(), options, codec);
    }

    /** Has the request done by whatever thread commits; false when the store is closed. */
    abstract boolean submit(Request request);

    /** The same, where the caller may have to wait for room. */
    boolean submitUnlessInterrupted(Request request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return submit(request);
    }

    /** Called on the committing thread after an image was published: see to it that {@link #notifyWatchers} runs. */
    abstract void published();

    final Time time() {
        return options.time();
    }

    final StoreOptions options() {
        return options;
    }

    @Override
    public final StoreStatistics statistics() {
        return statistics;
    }

    @Override
    public final Snapshot<V> snapshot() {
        return image;
    }

    final Image<V> image() {
        return image;
    }

    @Override
    public final long revision() {
        return image.revision();
    }

    @Override
    public final Snapshot<V> snapshotAt(long revision) {
        var newest = image;
        if (revision > newest.revision()) {
            throw new RevisionNotReachedException(revision, newest.revision());
        }
        return revision == newest.revision() ? newest : history.at(revision);
    }

    @Override
    public final void awaitRevision(long revision, Duration timeout) throws InterruptedException {
        if (revision <= revision()) {
            return;
        }
        var waiter = new Waiter();
        revisionWaiters.add(waiter);
        try {
            waiter.await(() -> revision <= revision() || ended, timeout, time());
        } finally {
            revisionWaiters.remove(waiter);
        }
        if (revision > revision()) {
            throw new RevisionNotReachedException(revision, revision());
        }
    }

    @Override
    public final WriteResult<V> write(List<Op<V>> ops) {
        var write = new Write<V>(prepare(ops));
        if (!submit(write)) {
            throw closedException();
        }
        write.join();
        return resultOf(write);
    }

    @Override
    public final WriteResult<V> writeUnlessInterrupted(List<Op<V>> ops, Runnable afterwards)
            throws InterruptedException {
        var write = new Write<V>(prepare(ops));
        if (!submitUnlessInterrupted(write)) {
            throw closedException();
        }
        write.joinUnlessInterrupted(afterwards);
        return resultOf(write);
    }

    private static <V> WriteResult<V> resultOf(Write<V> write) {
        var result = write.result;
        if (result == null) {
            throw new IllegalStateException("a write was completed without a result");
        }
        return result;
    }

    @Override
    public final Watcher<V> watch(String prefix, long afterRevision) {
        return startWatch(prefix, null, afterRevision);
    }

    @Override
    public final Watcher<V> watch(String prefix, String topic, long afterRevision) {
        return startWatch(prefix, topic, afterRevision);
    }

    private Watcher<V> startWatch(String prefix, @Nullable String topic, long afterRevision) {
        if (ended) {
            throw closedException();
        }
        var newest = revision();
        if (afterRevision > newest) {
            throw new RevisionNotReachedException(afterRevision, newest);
        }
        var log = logs.ofPrefix(prefix);
        var watcher = new LogWatcher<>(this, log, prefix, topic, afterRevision);
        log.subscribe(watcher);
        statistics.watcherOpened();
        return watcher;
    }

    @Override
    public final SnapshotAndWatch<V> snapshotAndWatch(String prefix) {
        var snapshot = image;
        return new SnapshotAndWatch<>(snapshot, watch(prefix, snapshot.revision()));
    }

    @Override
    public final long compactedRevision() {
        return history.oldest();
    }

    @Override
    public final void compact(long revision) {
        var newest = revision();
        if (revision > newest) {
            throw new RevisionNotReachedException(revision, newest);
        }
        var task = new Task(() -> {
            history.compact(revision);
            logs.compact(revision);
        });
        if (!submit(task)) {
            throw closedException();
        }
        task.join();
    }

    /** Makes a durable group visible; on the committing thread. */
    final void publish(Image<V> next, List<Change<V>> changes) {
        var now = time().nanoTime();
        for (var change : changes) {
            logs.ofKey(change.key()).append(change, now);
        }
        history.add(next, changes, now);
        image = next;
        published();
    }

    /** Wakes whoever waits for what has been published. One thread at a time. */
    final void notifyWatchers() {
        logs.notifyUpTo(revision());
        revisionWaiters.forEach(Waiter::wake);
    }

    /** Whether the change concerns the topic. */
    final boolean hasTopic(Change<V> change, String topic) {
        return topic.equals(topicOf(change.before())) || topic.equals(topicOf(change.after()));
    }

    private @Nullable String topicOf(@Nullable Entry<V> entry) {
        return entry == null ? null : codec.topic(entry.value());
    }

    /** Everything up to this revision has been signalled to the watchers. */
    final long notifiedRevision() {
        return logs.notifiedRevision();
    }

    final boolean hasEnded() {
        return ended;
    }

    /** After the last change was published: the watchers get the rest and then the end. */
    final void end() {
        ended = true;
        var timer = sweep;
        if (timer != null) {
            timer.close();
        }
        logs.end();
        revisionWaiters.forEach(Waiter::wake);
    }

    /** Starts dropping what has grown too old, from time to time. */
    final void startSweeping() {
        if (!ended) {
            sweep = time().schedule(SWEEP_EVERY, this::sweep);
        }
    }

    private void sweep() {
        submit(new Task(() -> {
            var now = time().nanoTime();
            history.dropOld(now);
            logs.dropOlderThan(now, options.changesAge().toNanos());
        }));
        startSweeping();
    }

    /** The store cannot go on; called before {@link #end}. */
    final void fail(Throwable cause) {
        failure = cause;
    }

    final StoreUnavailableException closedException() {
        return stopped(false);
    }

    final StoreUnavailableException stopped(boolean outcomeUnknown) {
        var cause = failure;
        var message = cause == null
                ? "the store is closed"
                : "the store stopped after an internal error (" + cause + "): restart the program";
        return new StoreUnavailableException(message, cause, outcomeUnknown);
    }

    private List<Prepared<V>> prepare(List<Op<V>> ops) {
        if (ops.isEmpty()) {
            throw new IllegalArgumentException("a transaction needs at least one operation");
        }
        var keys = ops.size() == 1 ? Set.<String>of() : HashSet.<String>newHashSet(ops.size());
        var prepared = new ArrayList<Prepared<V>>(ops.size());
        for (var op : ops) {
            if (ops.size() > 1 && !keys.add(op.key())) {
                throw new IllegalArgumentException(op.key() + " occurs twice in a transaction: merge its operations");
            }
            prepared.add(new Prepared<>(op, utf8(op.key()), op instanceof Op.Put<V> put ? encode(put) : null));
        }
        return prepared;
    }

    /** The encoded value behind room for the log's header. */
    private byte @Nullable [] encode(Op.Put<V> put) {
        if (!keepsValues) {
            return null;
        }
        var bytes = codec.encode(put.key(), put.value());
        if (bytes.length > options.maxValueBytes()) {
            throw new IllegalArgumentException("the value of " + put.key() + " has " + bytes.length
                    + " bytes, more than the limit of " + options.maxValueBytes() + ": split it or store it elsewhere");
        }
        var value = new byte[CommitLog.HEADER + bytes.length];
        System.arraycopy(bytes, 0, value, CommitLog.HEADER, bytes.length);
        return value;
    }

    private static byte[] utf8(String key) {
        for (var i = 0; i < key.length(); i++) {
            if (Character.isSurrogate(key.charAt(i))) {
                return strictUtf8(key);
            }
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** An unpaired surrogate has no UTF-8 form: two such keys would become one on disk. */
    private static byte[] strictUtf8(String key) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the key has an unpaired surrogate and cannot be stored: " + key, e);
        }
    }
}
