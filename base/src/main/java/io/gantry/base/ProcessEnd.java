package io.gantry.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of processes that need not be children of this one.
 *
 * <p>One that has ended keeps its id until its parent asks how, and the first process of a container often never does. Such
 * a zombie holds no file, no lock and no memory, but {@link ProcessHandle} goes on to say that it is alive.
 */
public final class ProcessEnd {
    private static final Duration POLL = Duration.ofMillis(200);

    private ProcessEnd() {}

    /** Waits until a process has ended. */
    public static void await(ProcessHandle process) throws InterruptedException {
        var exit = process.onExit();
        var ended = false;
        while (!ended) {
            ended = endsSoon(process, exit);
        }
    }

    /**
     * Waits until a process has ended, at most for a time.
     *
     * @param limit counted in steps of 200 ms, at least one
     * @return false when it still runs
     */
    public static boolean await(ProcessHandle process, Duration limit) throws InterruptedException {
        var exit = process.onExit();
        for (var left = limit; ; left = left.minus(POLL)) {
            if (endsSoon(process, exit)) {
                return true;
            }
            if (left.compareTo(POLL) <= 0) {
                return false;
            }
        }
    }

    private static boolean endsSoon(ProcessHandle process, Future<ProcessHandle> exit) throws InterruptedException {
        try {
            exit.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return isZombie(process.pid());
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch process " + process.pid(), e.getCause());
        }
    }

    /** Whether a process has ended without its parent having taken notice; false where there is no /proc. */
    public static boolean isZombie(long processId) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
            // PID (NAME) STATE ..., and the name may hold parentheses of its own (proc_pid_stat(5)).
            var state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X');
        } catch (IOException gone) {
            return false;
        }
    }
}
