package io.gantry.scheduler.framework;

/** A part of the scheduler with a name: the one that Kubernetes' plugin of the same rules has. */
public interface Plugin {
    String name();
}
