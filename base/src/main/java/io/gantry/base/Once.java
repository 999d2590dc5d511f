package io.gantry.base;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for, and is the same object from then on. Thread-safe: who asks while it is
 * made waits, also over I/O, because nobody can go on without it. What fails is tried again with the next question.
 *
 * @param <E> how making it can fail
 */
public final class Once<T, E extends Exception> {
    /** Makes the thing. */
    @FunctionalInterface
    public interface Maker<T, E extends Exception> {
        T make() throws E;
    }

    private final Maker<? extends T, ? extends E> maker;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable T made;

    public Once(Maker<? extends T, ? extends E> maker) {
        this.maker = maker;
    }

    public T get() throws E {
        T known = made;
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            known = made;
            if (known == null) {
                known = maker.make();
                made = known;
            }
            return known;
        } finally {
            making.unlock();
        }
    }
}
