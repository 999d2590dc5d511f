package io.gantry.server.audit;

import java.io.IOException;
import java.util.List;

/** Where recorded events end up. */
interface AuditBackend extends AutoCloseable {
    /** {@code log} or {@code webhook}. */
    String name();

    /** The event as this backend keeps it; on any thread. */
    byte[] encode(AuditEvent event);

    /**
     * Keeps encoded events; on one thread at a time.
     *
     * @throws IOException when that was not possible: they are lost
     */
    void write(List<byte[]> events) throws IOException, InterruptedException;

    /** {@link #write} is to give up soon: what it has may be tried once, and it does not wait. On any thread. */
    void hurry();

    @Override
    void close() throws IOException;
}
