package io.gantry.controllers.runtime;

import io.gantry.client.QueueStatistics;
import java.util.List;

/**
 * A control loop: started once, closed once.
 *
 * <p>After {@link #start} it runs on threads of its own. On virtual time {@link #poll} does the work in the caller's thread
 * instead.
 */
public interface Loop extends AutoCloseable {
    String name();

    void start();

    /** What its queues have done: one for each. */
    List<QueueStatistics> queues();

    /** Does one piece of work, if there is one now. Returns whether there was. */
    boolean poll();

    /** Returns when nothing of the loop runs any more. */
    @Override
    void close();
}
