package io.gantry.client;

import io.gantry.api.KubeObject;
import io.gantry.base.Reason;

/**
 * Tells users of an object what happened to it, as Events. Never blocks and never throws: events are for people, and
 * beyond a bound they are dropped rather than queued. Equal events are counted, not repeated.
 */
public interface EventRecorder {
    /** Something went as it should. */
    void normal(KubeObject about, Reason reason);

    /** Something a person may want to look at. */
    void warning(KubeObject about, Reason reason);

    /**
     * Something happened to a part of an object.
     *
     * @param fieldPath such as {@code spec.containers{web}}
     * @param warning whether a person may want to look at it
     */
    void event(KubeObject about, String fieldPath, boolean warning, Reason reason);
}
