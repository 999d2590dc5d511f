package io.gantry.server.registry;

import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Lets many threads draw from a generator that is made for one. */
final class SharedRandom implements RandomGenerator {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator generator;

    SharedRandom(RandomGenerator generator) {
        this.generator = generator;
    }

    @Override
    public long nextLong() {
        lock.lock();
        try {
            return generator.nextLong();
        } finally {
            lock.unlock();
        }
    }
}
