package io.gantry.bench;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.LongStream;

/** Several workers that do the same thing over and over for a while, each waiting for one to be done before the next. */
final class Load {
    /** One operation; {@code sequence} counts up for each worker. */
    interface Operation {
        void run(int worker, long sequence) throws Exception;
    }

    /** How often it was done in the measured time, and how long each took, sorted. */
    static final class Result {
        private final Duration duration;
        private final long[] nanos;

        private Result(Duration duration, long[] nanos) {
            this.duration = duration;
            this.nanos = nanos;
        }

        double perSecond() {
            return nanos.length * 1e9 / duration.toNanos();
        }

        /** The latency that {@code percent} of the operations did not exceed. */
        double percentileMillis(double percent) {
            if (nanos.length == 0) {
                return Double.NaN;
            }
            int index = (int) Math.ceil(nanos.length * percent / 100) - 1;
            return nanos[Math.clamp(index, 0, nanos.length - 1)] / 1e6;
        }
    }

    private Load() {}

    /** Runs {@code workers} virtual threads; what they do during {@code warmUp} is not counted. */
    static Result run(Time time, int workers, Duration warmUp, Duration measured, Operation operation)
            throws InterruptedException, ExecutionException {
        return run(time, workers, Thread.ofVirtual().factory(), warmUp, measured, operation);
    }

    /** The same on threads of the caller's choice: operations that block in native code need platform threads. */
    static Result run(
            Time time, int workers, ThreadFactory threadsOf, Duration warmUp, Duration measured, Operation operation)
            throws InterruptedException, ExecutionException {
        long begin = time.nanoTime() + warmUp.toNanos();
        long end = begin + measured.toNanos();
        var results = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newThreadPerTaskExecutor(threadsOf)) {
            for (int worker = 0; worker < workers; worker++) {
                results.add(threads.submit(worker(time, worker, begin, end, operation)));
            }
        }
        var all = LongStream.empty();
        for (var result : results) {
            all = LongStream.concat(all, Arrays.stream(result.get()));
        }
        return new Result(measured, all.sorted().toArray());
    }

    private static Callable<long[]> worker(Time time, int worker, long begin, long end, Operation operation) {
        return () -> {
            var nanos = new long[4096];
            int count = 0;
            long sequence = 0;
            for (long start = time.nanoTime(); start < end; ) {
                operation.run(worker, sequence++);
                long now = time.nanoTime();
                if (start >= begin && now <= end) {
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, count * 2);
                    }
                    nanos[count++] = now - start;
                }
                start = now;
            }
            return Arrays.copyOf(nanos, count);
        };
    }

    /** The middle one of some measurements. */
    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
