package io.gantry.node.runtime;

import java.time.Instant;

/** Something happened to a container or to a sandbox, whose id is that of its pause container. Look the state up. */
public sealed interface RuntimeEvent {
    /** Containers and sandboxes share one space of ids. */
    record Created(String id) implements RuntimeEvent {}

    /** Its process runs. */
    record Started(String id) implements RuntimeEvent {}

    /** Its process has ended. */
    record Exited(String id, int exitCode, Instant at) implements RuntimeEvent {}

    /** A process in it was killed for memory; not necessarily the main one. */
    record OutOfMemory(String id) implements RuntimeEvent {}

    /** It is gone. */
    record Deleted(String id) implements RuntimeEvent {}

    /** Events may have been lost: look at everything. Comes first on every new connection. */
    record Resync() implements RuntimeEvent {}
}
