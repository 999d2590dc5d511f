package io.gantry.controllers.runtime;

import io.gantry.client.ObjectKey;

/**
 * Brings the world closer to what the object of a key asks for.
 *
 * <p>Level-triggered: it looks at the state, not at what happened, and may be called at any time, also when there is nothing
 * to do or the object is gone. Never called for one key by two threads at a time.
 */
@FunctionalInterface
public interface Reconciler {
    /** What it throws is logged, and the key tried again after a back-off. */
    Outcome reconcile(ObjectKey key);
}
