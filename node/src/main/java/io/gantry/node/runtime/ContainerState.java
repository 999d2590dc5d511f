package io.gantry.node.runtime;

/** The stages of a container's life. */
public enum ContainerState {
    CREATED,
    RUNNING,
    EXITED,
    /** The runtime has lost track of it: kill and remove it. */
    UNKNOWN
}
