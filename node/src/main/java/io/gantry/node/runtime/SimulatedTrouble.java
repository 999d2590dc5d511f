package io.gantry.node.runtime;

import io.gantry.base.Time;
import io.gantry.node.runtime.SimulatedRuntime.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Which calls of a simulated runtime take long, and which fail. Thread-safe. */
final class SimulatedTrouble {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Operation, Duration> latencies = new EnumMap<>(Operation.class);
    private final Map<Operation, ArrayDeque<RuntimeFailure>> failures = new EnumMap<>(Operation.class);

    SimulatedTrouble(Time time) {
        this.time = time;
    }

    void latency(Operation operation, Duration duration) {
        lock.lock();
        try {
            latencies.put(operation, duration);
        } finally {
            lock.unlock();
        }
    }

    void failNext(Operation operation, RuntimeFailure failure) {
        lock.lock();
        try {
            failures.computeIfAbsent(operation, absent -> new ArrayDeque<>()).add(failure);
        } finally {
            lock.unlock();
        }
    }

    /** What comes before every call: the wait, then the failure that was said of it. */
    void begin(Operation operation) throws InterruptedException {
        Duration latency;
        lock.lock();
        try {
            latency = latencies.getOrDefault(operation, Duration.ZERO);
        } finally {
            lock.unlock();
        }
        sleep(latency);
        var failure = next(operation);
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeFailure next(Operation operation) {
        lock.lock();
        try {
            var waiting = failures.get(operation);
            return waiting == null ? null : waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when so much time has gone by; at once when it is none. */
    void sleep(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            return;
        }
        var over = new CountDownLatch(1);
        try (var _ = time.schedule(duration, over::countDown)) {
            over.await();
        }
    }
}
