package io.gantry.client;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.base.Backoff;
import io.gantry.base.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An informer over any client: lists, then watches from the list's revision, and does it again after a failure.
 *
 * <p>Runs on a virtual thread of its own after {@link #start}; on virtual time {@link #poll} does the same in the
 * caller's thread instead. Where the client has an image of the kind, {@link #reader} reads that, which is at least as new
 * as what the handlers were told; otherwise it reads what came by the watch. The objects known from the watch are kept
 * by reference in either case, as the {@code before} of changes and to present a relist as a delta.
 *
 * <p>Invariant: {@code known}, the indexes and the calls of the handlers change together, under {@code dispatch}.
 */
public final class WatchInformer<T extends KubeObject> implements Informer<T> {
    private static final System.Logger LOG = System.getLogger(WatchInformer.class.getName());

    /** Between attempts at listing and watching; the values of client-go's reflector. */
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(800), 2, Duration.ofSeconds(30), 1);
    /** How long one wait for an event lasts; it only bounds how long a lost interrupt could go unseen. */
    private static final Duration WAIT = Duration.ofSeconds(30);
    /** Objects per page of a list from a remote server; client-go's default. */
    private static final int PAGE = 500;

    private final Client client;
    private final Kind<T> kind;
    private final String namespace;
    private final ListQuery scope;
    private final Time time;
    private final RandomGenerator random;
    private final Reader<T> reader;
    private final boolean local;

    private final ReentrantLock dispatch = new ReentrantLock();
    private final ConcurrentSkipListMap<ObjectKey, T> known = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectIndex<T>> indexes = new ConcurrentHashMap<>();
    private final List<Handler<T>> handlers = new ArrayList<>();

    private final CountDownLatch synced = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    // Only the one thread that lists and watches, under turn.
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Watch<T> watch;
    private String revision = "";
    private int failures;
    private boolean heard;
    private long notBefore;

    /** An informer of every object of a kind. */
    public WatchInformer(Client client, Kind<T> kind, Time time, RandomGenerator random) {
        this(client, kind, "", ListQuery.ALL, time, random);
    }

    /**
     * An informer of some objects of a kind.
     *
     * @param namespace empty for all
     * @param scope its selectors say which objects; the rest of it is not used
     */
    public WatchInformer(
            Client client, Kind<T> kind, String namespace, ListQuery scope, Time time, RandomGenerator random) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
        this.scope = new ListQuery(scope.labelSelector(), scope.fieldSelector(), "", "", 0, "");
        this.time = time;
        this.random = random;
        this.notBefore = time.nanoTime();
        Reader<T> image = client.image(kind).orElse(null);
        local = image != null;
        boolean everything = namespace.isEmpty()
                && scope.labelSelector().isEmpty()
                && scope.fieldSelector().isEmpty();
        reader = image != null && everything ? image : new Known();
    }

    @Override
    public Reader<T> reader() {
        return reader;
    }

    @Override
    public void addHandler(Handler<T> handler) {
        dispatch.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the informer of " + kind + " is closed");
            }
            known.values().forEach(object -> call(handler, null, object));
            handlers.add(handler);
        } finally {
            dispatch.unlock();
        }
    }

    @Override
    public void removeHandler(Handler<T> handler) {
        dispatch.lock();
        try {
            handlers.remove(handler);
        } finally {
            dispatch.unlock();
        }
    }

    @Override
    public void addIndex(String name, Function<T, ? extends Collection<String>> values) {
        dispatch.lock();
        try {
            if (indexes.containsKey(name)) {
                return;
            }
            var index = new ObjectIndex<T>(values);
            known.forEach((key, object) -> index.changed(key, null, object));
            indexes.put(name, index);
        } finally {
            dispatch.unlock();
        }
    }

    @Override
    public List<T> byIndex(String name, String value) {
        ObjectIndex<T> index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("the informer of " + kind + " has no index " + name);
        }
        return index.get(value);
    }

    @Override
    public void start() {
        dispatch.lock();
        try {
            if (closed || thread != null) {
                return;
            }
            thread = Thread.ofVirtual().name("informer/" + kind.plural()).start(this::run);
        } finally {
            dispatch.unlock();
        }
    }

    @Override
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        return synced.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean synced() {
        return synced.getCount() == 0;
    }

    @Override
    public void close() {
        Thread running;
        dispatch.lock();
        try {
            closed = true;
            running = thread;
            handlers.clear();
        } finally {
            dispatch.unlock();
        }
        Watch<T> open = watch;
        if (open != null) {
            open.close();
        }
        if (running != null) {
            running.interrupt();
        }
    }

    /**
     * Does what can be done without waiting: lists, or handles the events that are there. Instead of {@link #start}, for
     * a program that runs on virtual time in one thread.
     *
     * @return whether there was anything to do
     */
    public boolean poll() {
        boolean any = false;
        try {
            while (!closed && time.nanoTime() - notBefore >= 0 && step(Duration.ZERO)) {
                any = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return any;
    }

    private void run() {
        try {
            while (!closed) {
                awaitTurn();
                step(WAIT);
            }
        } catch (InterruptedException e) {
            if (!closed) {
                LOG.log(Level.ERROR, "The informer of " + kind + " was interrupted without being closed");
            }
        }
    }

    private void awaitTurn() throws InterruptedException {
        long nanos = notBefore - time.nanoTime();
        if (nanos > 0) {
            var latch = new CountDownLatch(1);
            try (var _ = time.schedule(Duration.ofNanos(nanos), latch::countDown)) {
                latch.await();
            }
        }
    }

    /** One list, or one event. Returns whether anything came of it. */
    private boolean step(Duration wait) throws InterruptedException {
        turn.lock();
        try {
            if (revision.isEmpty()) {
                relist();
                return true;
            }
            Watch<T> open = watch;
            if (open == null) {
                open = client.watch(kind, namespace, scope.withResourceVersion(revision));
                heard = false;
                watch = open;
                if (closed) {
                    open.close();
                    return false;
                }
            }
            WatchEvent<T> event = open.next(wait);
            if (event == null) {
                return false;
            }
            heard = true;
            failures = 0;
            handle(event);
            return true;
        } catch (WatchClosedException e) {
            endWatch();
            if (heard) {
                return true; // the ordinary time limit: go on at once
            }
            retryLater(e);
            return false;
        } catch (StatusException e) {
            endWatch();
            if (e.isExpired() && !revision.isEmpty()) {
                revision = "";
                return true;
            }
            retryLater(e);
            return false;
        } catch (RuntimeException e) {
            endWatch();
            retryLater(e);
            return false;
        } finally {
            turn.unlock();
        }
    }

    private void endWatch() {
        Watch<T> open = watch;
        watch = null;
        if (open != null) {
            open.close();
        }
    }

    private void retryLater(RuntimeException e) {
        if (closed) {
            return;
        }
        Duration delay = RETRY.delay(failures++, random);
        notBefore = time.nanoTime() + delay.toNanos();
        Level level = e instanceof WatchClosedException || failures == 1 ? Level.DEBUG : Level.WARNING;
        LOG.log(level, () -> "Watching " + kind + " failed, next attempt in " + delay.toMillis() + " ms: " + e);
    }

    private void relist() {
        Map<ObjectKey, T> found = new HashMap<>();
        String token = "";
        String at;
        do {
            ObjectList<T> page = client.list(kind, namespace, scope.withPage(local ? 0 : PAGE, token));
            page.items().forEach(object -> found.put(ObjectKey.of(object), object));
            token = page.continueToken();
            at = page.resourceVersion();
        } while (!token.isEmpty());
        dispatch.lock();
        try {
            Set<ObjectKey> gone = new HashSet<>(known.keySet());
            gone.removeAll(found.keySet());
            gone.forEach(key -> set(key, null));
            found.forEach((key, object) -> {
                T before = known.get(key);
                if (before != null && !before.uid().equals(object.uid())) {
                    set(key, null); // deleted and made anew while we did not look
                }
                set(key, object);
            });
        } finally {
            dispatch.unlock();
        }
        revision = at;
        failures = 0;
        synced.countDown();
    }

    private void handle(WatchEvent<T> event) {
        T object = event.object();
        if (object != null) {
            dispatch.lock();
            try {
                set(ObjectKey.of(object), event.type() == WatchEvent.Type.DELETED ? null : object);
            } finally {
                dispatch.unlock();
            }
        }
        revision = event.resourceVersion();
    }

    private void set(ObjectKey key, @Nullable T after) {
        T before = after == null ? known.remove(key) : known.put(key, after);
        if ((before == null && after == null)
                || (before != null && after != null && before.resourceVersion().equals(after.resourceVersion()))) {
            return;
        }
        indexes.values().forEach(index -> index.changed(key, before, after));
        handlers.forEach(handler -> call(handler, before, after));
    }

    /** A handler that throws is a mistake in it; the others and the informer must not suffer. */
    private void call(Handler<T> handler, @Nullable T before, @Nullable T after) {
        try {
            handler.changed(before, after);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A handler of " + kind + " failed", e);
        }
    }

    /** Reads what came by the watch. */
    private final class Known implements Reader<T> {
        @Override
        public @Nullable T get(String namespace, String name) {
            return known.get(new ObjectKey(namespace, name));
        }

        @Override
        public List<T> list(String namespace) {
            return namespace.isEmpty()
                    ? List.copyOf(known.values())
                    // '\0' follows no other text that starts with the namespace, since names hold no such character
                    : List.copyOf(known.subMap(new ObjectKey(namespace, ""), new ObjectKey(namespace + '\0', ""))
                            .values());
        }
    }
}
