package io.gantry.base;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The tasks that one owner started and must end: each on a virtual thread named {@code group/task}.
 *
 * <p>Thread safe. {@link #close()} interrupts all of them and waits for their end up to a limit; nothing can be
 * started afterwards. A task that throws goes to the failure handler on the task's own thread, except an {@link
 * InterruptedException} or whatever comes out of a task after the group began to close, which is the expected end.
 */
public final class TaskGroup implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TaskGroup.class.getName());
    private static final Duration DEFAULT_CLOSE_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final BiConsumer<String, Throwable> onFailure;
    private final Duration closeLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A group that logs failures and waits up to 10 seconds when closed. */
    public TaskGroup(String name) {
        this(name, (task, failure) -> LOG.log(Level.ERROR, "Task " + name + "/" + task + " failed", failure));
    }

    /** @param onFailure receives the task's name and what it threw, on the task's thread */
    public TaskGroup(String name, BiConsumer<String, Throwable> onFailure) {
        this(name, onFailure, DEFAULT_CLOSE_LIMIT);
    }

    /** @param closeLimit how long {@link #close()} waits for the tasks to end */
    public TaskGroup(String name, BiConsumer<String, Throwable> onFailure, Duration closeLimit) {
        this.name = name;
        this.onFailure = onFailure;
        this.closeLimit = closeLimit;
    }

    /** Starts a task. Throws {@link IllegalStateException} when the group is closed. */
    public void start(String taskName, InterruptibleTask task) {
        // Registered and started under one lock, so that close() sees each thread started or not at all.
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("task group " + name + " is closed, cannot start " + taskName);
            }
            var thread = Thread.ofVirtual().name(name + "/" + taskName).unstarted(() -> run(taskName, task));
            threads.add(thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks have not ended. */
    public int running() {
        return threads.size();
    }

    /**
     * Interrupts every task and joins them. Throws {@link IllegalStateException} naming the tasks that did not end
     * within the limit: an owner that cannot stop its tasks must not act as if it had. A task may close its own
     * group; it is interrupted and not waited for.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        var self = Thread.currentThread();
        threads.forEach(Thread::interrupt);
        // The limit is real time by intent: it guards against tasks that hang, under virtual time as well.
        var deadline = System.nanoTime() + closeLimit.toNanos();
        var interrupted = false;
        for (var thread : threads) {
            while (thread != self && thread.isAlive() && deadline - System.nanoTime() > 0) {
                try {
                    thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            self.interrupt();
        }
        var stuck = threads.stream()
                .filter(t -> t != self && t.isAlive())
                .map(Thread::getName)
                .sorted()
                .toList();
        if (!stuck.isEmpty()) {
            throw new IllegalStateException(
                    "tasks did not end within " + closeLimit + " of being interrupted: " + stuck);
        }
    }

    private void run(String taskName, InterruptibleTask task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            // The normal end of an interruptible task.
        } catch (Throwable e) {
            if (!closed || e instanceof VirtualMachineError) {
                onFailure.accept(taskName, e);
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }
}
