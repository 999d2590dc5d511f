package io.gantry.scheduler;

/** The outcome of one pod's cycle. */
public sealed interface Placement {
    /** @param score the chosen node's, over all plugins */
    record Placed(String node, long score) implements Placement {}

    /** @param message says of how many nodes each reason holds: {@code 0/3 nodes are available: ...} */
    record Unplaced(String message) implements Placement {}
}
