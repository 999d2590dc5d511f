package io.gantry.base;

/**
 * Something started that can be called off. Closing is idempotent, safe from any thread, and does not wait for work
 * that already runs.
 */
@FunctionalInterface
public interface Cancellable extends AutoCloseable {
    @Override
    void close();
}
