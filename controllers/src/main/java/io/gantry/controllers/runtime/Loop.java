package io.gantry.controllers.runtime;

/**
 * A control loop: started once, closed once.
 *
 * <p>After {@link #start} it runs on threads of its own. On virtual time {@link #poll} does the work in the caller's thread
 * instead.
 */
public interface Loop extends AutoCloseable {
    String name();

    void start();

    /** Does one piece of work, if there is one now. Returns whether there was. */
    boolean poll();

    /** Returns when nothing of the loop runs any more. */
    @Override
    void close();
}
