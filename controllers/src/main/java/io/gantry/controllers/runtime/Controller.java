package io.gantry.controllers.runtime;

import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.base.Backoff;
import io.gantry.base.TaskGroup;
import io.gantry.base.Time;
import io.gantry.client.ObjectKey;
import io.gantry.client.QueueStatistics;
import io.gantry.client.WorkQueue;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A loop over keys: a queue, workers, and a back-off for each key that failed. Thread-safe. */
public final class Controller implements Loop {
    private static final System.Logger LOG = System.getLogger(Controller.class.getName());

    /** client-go's default for controllers, with jitter; at most 5 minutes rather than 1000 s. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(5), 2, Duration.ofMinutes(5), 0.1);

    /**
     * What the loop has done so far.
     *
     * @param runs how often a key was looked at
     * @param failures how many of these failed
     * @param waiting keys that wait now
     */
    public record Stats(long runs, long failures, int waiting) {}

    private final String name;
    private final int workers;
    private final Reconciler reconciler;
    private final WorkQueue<ObjectKey> queue;
    private final TaskGroup tasks;
    private final LongAdder runs = new LongAdder();
    private final LongAdder failures = new LongAdder();

    public Controller(String name, Time time, RandomGenerator random, int workers, Reconciler reconciler) {
        this.name = name;
        this.workers = workers;
        this.reconciler = reconciler;
        this.queue = new WorkQueue<>(time, BACKOFF, random);
        this.tasks = new TaskGroup(name);
    }

    @Override
    public String name() {
        return name;
    }

    public void enqueue(ObjectKey key) {
        queue.add(key);
    }

    public void enqueue(KubeObject object) {
        queue.add(ObjectKey.of(object));
    }

    /** Enqueues whichever states of an object there are: for informers' handlers. */
    public void enqueueChanged(@Nullable KubeObject before, @Nullable KubeObject after) {
        KubeObject object = after != null ? after : before;
        if (object != null) {
            queue.add(ObjectKey.of(object));
        }
    }

    public void enqueueAfter(ObjectKey key, Duration delay) {
        queue.addAfter(key, delay);
    }

    public Stats stats() {
        return new Stats(runs.sum(), failures.sum(), queue.size());
    }

    @Override
    public List<QueueStatistics> queues() {
        return List.of(queue.statistics(name));
    }

    @Override
    public void start() {
        for (int i = 0; i < workers; i++) {
            tasks.start("worker-" + i, this::work);
        }
    }

    private void work() throws InterruptedException {
        for (ObjectKey key; (key = queue.take()) != null; ) {
            look(key);
        }
    }

    @Override
    public boolean poll() {
        ObjectKey key = queue.poll();
        if (key == null) {
            return false;
        }
        look(key);
        return true;
    }

    private void look(ObjectKey key) {
        runs.increment();
        try {
            switch (reconciler.reconcile(key)) {
                case Outcome.Done() -> queue.forget(key);
                case Outcome.Again(Duration after) -> {
                    queue.forget(key);
                    queue.addAfter(key, after);
                }
            }
        } catch (RuntimeException e) {
            failures.increment();
            Level level = expected(e) ? Level.DEBUG : Level.WARNING;
            LOG.log(level, () -> name + ": " + key + " failed, try " + (queue.retries(key) + 1) + ": " + e);
            LOG.log(Level.DEBUG, "Where it failed", e);
            queue.retry(key);
        } finally {
            queue.done(key);
        }
    }

    /** A write that lost a race: what it should have been based on arrives soon. */
    private static boolean expected(RuntimeException e) {
        return e instanceof StatusException refused
                && (refused.isConflict() || refused.isAlreadyExists() || refused.isNotFound());
    }

    @Override
    public void close() {
        queue.close();
        tasks.close();
    }
}
