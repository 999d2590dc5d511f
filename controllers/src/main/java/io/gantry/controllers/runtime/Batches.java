package io.gantry.controllers.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Does many writes of one kind, in growing batches, so that what fails for all does not fail for each. */
public final class Batches {
    /** Where a batch's writes run. */
    @FunctionalInterface
    public interface Runner {
        /** Calls {@code task} with 0 to {@code count - 1}; returns when all have ended, none of which throws. */
        void run(int count, IntConsumer task);
    }

    /**
     * What became of a batch.
     *
     * @param done how many succeeded
     * @param skipped how many were not tried, because some failed
     * @param failures what was thrown
     */
    public record Result(int done, int skipped, List<RuntimeException> failures) {
        /** Throws the first failure, if there is one. */
        public void throwFirst() {
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
        }
    }

    private final Runner runner;

    private Batches(Runner runner) {
        this.runner = runner;
    }

    /** One after the other in the caller's thread: for virtual time. */
    public static Batches sequential() {
        return new Batches((count, task) -> {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        });
    }

    /** Each on a virtual thread, so that the store can share its flushes among them. */
    public static Batches parallel() {
        return new Batches((count, task) -> {
            if (count == 1) {
                task.accept(0);
                return;
            }
            List<Thread> threads = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int index = i;
                threads.add(Thread.ofVirtual().name("batch").start(() -> task.accept(index)));
            }
            boolean interrupted = false;
            for (Thread thread : threads) {
                boolean ended = false;
                while (!ended) {
                    try {
                        thread.join();
                        ended = true;
                    } catch (InterruptedException e) {
                        interrupted = true;
                        threads.forEach(Thread::interrupt);
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** One, then two, then four at once and so on, until any fail: client-go's slow start. */
    public <E> Result slowStart(List<E> items, Consumer<E> write) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        int from = 0;
        for (int size = 1; from < items.size() && failures.isEmpty(); size *= 2) {
            int count = Math.min(size, items.size() - from);
            runBatch(items, from, count, write, failures);
            from += count;
        }
        return new Result(from - failures.size(), items.size() - from, List.copyOf(failures));
    }

    /** All at once. */
    public <E> Result all(List<E> items, Consumer<E> write) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        runBatch(items, 0, items.size(), write, failures);
        return new Result(items.size() - failures.size(), 0, List.copyOf(failures));
    }

    private <E> void runBatch(
            List<E> items, int from, int count, Consumer<E> write, ConcurrentLinkedQueue<RuntimeException> failures) {
        runner.run(count, i -> {
            try {
                write.accept(items.get(from + i));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
    }
}
