package io.gantry.node.runtime;

/** Whose namespace a container shares. */
public enum NamespaceMode {
    /** The pod's: network and ipc by default. */
    POD,
    /** Its own: process ids by default. */
    CONTAINER,
    /** The machine's: {@code hostNetwork}, {@code hostPID}, {@code hostIPC}. */
    NODE,
    /** That of another container, as ephemeral debug containers do. */
    TARGET
}
