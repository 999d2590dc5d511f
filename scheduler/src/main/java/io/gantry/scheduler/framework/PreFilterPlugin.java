package io.gantry.scheduler.framework;

/** Looks at all nodes once, before they are filtered one by one. */
public interface PreFilterPlugin extends Plugin {
    /** The filter for this cycle. */
    FilterPlugin prepare(PodContext context);
}
