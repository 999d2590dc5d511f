package io.gantry.server.api;

import io.gantry.server.audit.AuditOptions;
import io.gantry.server.tracing.TracingOptions;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of requests beside their counts.
 *
 * @param audit null for no audit
 * @param tracing null for no spans
 */
public record ObservationOptions(
        @Nullable AuditOptions audit, @Nullable TracingOptions tracing) {
    /** Nothing. */
    public static final ObservationOptions NONE = new ObservationOptions(null, null);
}
