package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.WatchEvent;
import io.gantry.store.Change;
import io.gantry.store.CompactedException;
import io.gantry.store.Entry;
import io.gantry.store.RevisionNotReachedException;
import io.gantry.store.Snapshot;
import io.gantry.store.SnapshotAndWatch;
import io.gantry.store.Store;
import io.gantry.store.StoreUnavailableException;
import io.gantry.store.Watcher;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A watch of one collection: first, if asked for, its state as {@code ADDED} events, then every change that concerns the
 * selection. An object that begins to match is {@code ADDED}, one that no longer matches is {@code DELETED}, with its last
 * matching state at the revision of the change.
 *
 * <p>It holds no queue: it reads the store's change log as fast as its own consumer goes on. For one consumer thread;
 * {@link #close} from any.
 */
public final class WatchCursor<T extends KubeObject> implements AutoCloseable {
    /**
     * One event.
     *
     * @param object null for a bookmark
     * @param initialEnd for a bookmark: everything that existed at the start has been sent
     */
    public record Item<T>(WatchEvent.Type type, @Nullable T object, long revision, boolean initialEnd) {}

    private final Selection selection;
    private final Watcher<KubeObject> watcher;
    private final Departed departed;
    private final Function<KubeObject, T> view;
    /** What is left of the state that is sent first. */
    private final Iterator<Entry<KubeObject>> initial;

    private final long initialRevision;
    private boolean endInitial;
    /** Changes up to here concern the past of a watch that was opened for the future. */
    private final long skipUpTo;

    private volatile boolean closed;
    private Iterator<Change<KubeObject>> changes = Collections.emptyIterator();

    private WatchCursor(
            Selection selection,
            Watcher<KubeObject> watcher,
            Departed departed,
            Function<KubeObject, T> view,
            Iterator<Entry<KubeObject>> initial,
            long initialRevision,
            boolean endInitial,
            long skipUpTo) {
        this.selection = selection;
        this.watcher = watcher;
        this.departed = departed;
        this.view = view;
        this.initial = initial;
        this.initialRevision = initialRevision;
        this.endInitial = endInitial;
        this.skipUpTo = skipUpTo;
    }

    /** @param view shows a stored object in the version that is watched */
    static <T extends KubeObject> WatchCursor<T> open(
            Core core, Kind<?> kind, Function<KubeObject, T> view, String namespace, WatchQuery query) {
        ListQuery select = query.select();
        checkOptions(query);
        Selection selection = Selection.of(kind, select, view);
        String inNamespace =
                namespace.isEmpty() && !selection.namespace().isEmpty() ? selection.namespace() : namespace;
        String prefix = StorageKeys.collection(kind, inNamespace);
        long revision = Revisions.parseForWatch(kind, select.resourceVersion());
        Boolean sendInitial = query.sendInitialEvents();
        Store<KubeObject> store = core.store();
        boolean initial = sendInitial == null ? revision == 0 : sendInitial;
        if (initial || revision == 0) {
            Revisions.notOlderThan(store, revision);
            SnapshotAndWatch<KubeObject> both = store.snapshotAndWatch(prefix);
            Snapshot<KubeObject> snapshot = both.snapshot();
            return new WatchCursor<>(
                    selection,
                    both.watcher(),
                    core.departed(),
                    view,
                    initial ? snapshot.prefix(prefix).iterator() : Collections.emptyIterator(),
                    snapshot.revision(),
                    Boolean.TRUE.equals(sendInitial) && query.bookmarks(),
                    0);
        }
        long now = store.revision();
        try {
            Watcher<KubeObject> watcher = store.watch(prefix, Math.min(revision, now));
            return new WatchCursor<>(
                    selection, watcher, core.departed(), view, Collections.emptyIterator(), revision, false, revision);
        } catch (CompactedException e) {
            throw Revisions.tooOld(revision, e.oldest());
        } catch (RevisionNotReachedException e) {
            throw new IllegalStateException("the store went back behind revision " + now, e);
        }
    }

    private static void checkOptions(WatchQuery query) {
        Violations violations = new Violations();
        String match = query.select().resourceVersionMatch();
        if (query.sendInitialEvents() != null && !match.equals("NotOlderThan")) {
            violations.forbidden(
                    "resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (!match.isEmpty()) {
            if (query.sendInitialEvents() == null) {
                violations.forbidden(
                        "resourceVersionMatch",
                        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!match.equals("NotOlderThan")) {
                violations.notSupported("resourceVersionMatch", match, List.of("NotOlderThan"));
            }
            if (!query.select().continueToken().isEmpty()) {
                violations.forbidden(
                        "resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
            }
        }
        if (!violations.isEmpty()) {
            throw StatusException.invalid("meta.k8s.io", "ListOptions", "", violations.causes());
        }
    }

    /**
     * The next event, waiting for it up to {@code timeout}; null when none came.
     *
     * @throws StatusException 410 when this cursor was too slow and the log no longer has what follows; 503 when the store
     *     has closed
     */
    public @Nullable Item<T> next(Duration timeout) throws InterruptedException {
        Item<T> item = ready();
        if (item != null || closed) {
            return item;
        }
        read(() -> watcher.await(timeout));
        return ready();
    }

    /** The next event that is there; null when there is none now, of which {@link #onReady} tells the end. Throws likewise. */
    public @Nullable Item<T> poll() {
        Item<T> item;
        do {
            item = ready();
            // Only after an empty answer does the watcher tell of more, also where no change fits the selection.
        } while (item == null && !closed && read(watcher::poll));
        return item;
    }

    /** {@code action} is called once when events may have come after {@link #poll} returned null; see {@link Watcher#onReady}. */
    public void onReady(Runnable action) {
        watcher.onReady(action);
    }

    /** Where further changes come from. */
    private interface Changes<E extends Exception> {
        List<Change<KubeObject>> get() throws E;
    }

    /** Whether any have come. */
    private <E extends Exception> boolean read(Changes<E> more) throws E {
        try {
            changes = more.get().iterator();
            return changes.hasNext();
        } catch (CompactedException e) {
            throw Revisions.tooOld(e.requested(), e.oldest());
        } catch (CancellationException e) {
            closed = true; // from another thread, while this one waited
            return false;
        } catch (StoreUnavailableException e) {
            throw StatusException.unavailable("the server is shutting down");
        }
    }

    private @Nullable Item<T> ready() {
        while (initial.hasNext()) {
            KubeObject object = initial.next().value();
            if (selection.matches(object)) {
                return new Item<>(WatchEvent.Type.ADDED, view.apply(object), initialRevision, false);
            }
        }
        if (endInitial) {
            endInitial = false;
            return new Item<>(WatchEvent.Type.BOOKMARK, null, initialRevision, true);
        }
        while (changes.hasNext()) {
            Item<T> item = item(changes.next());
            if (item != null) {
                return item;
            }
        }
        return null;
    }

    private @Nullable Item<T> item(Change<KubeObject> change) {
        if (change.revision() <= skipUpTo) {
            return null;
        }
        Entry<KubeObject> before = change.before();
        Entry<KubeObject> after = change.after();
        boolean was = before != null && selection.matches(before.value());
        boolean is = after != null && selection.matches(after.value());
        if (is && after != null) {
            return new Item<>(
                    was ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED,
                    view.apply(after.value()),
                    change.revision(),
                    false);
        }
        return was
                ? new Item<>(WatchEvent.Type.DELETED, view.apply(departed.of(change)), change.revision(), false)
                : null;
    }

    /** Everything up to this revision has been returned: what a bookmark says. Between two calls of {@link #next} only. */
    public long progress() {
        return Math.max(skipUpTo, changes.hasNext() || initial.hasNext() ? 0 : watcher.progressRevision());
    }

    /** Whether {@link #close} was called. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        watcher.close();
    }
}
