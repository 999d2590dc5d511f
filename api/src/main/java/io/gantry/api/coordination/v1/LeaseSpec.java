package io.gantry.api.coordination.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a Lease, since when and for how long.
 *
 * @param holderIdentity Name of the present holder; empty if nobody has it. With coordinated election, the name of the
 *     chosen LeaseCandidate.
 * @param leaseDurationSeconds Seconds after the last renewal at which others may take the Lease.
 * @param acquireTime When the present holder got it.
 * @param renewTime When the holder last renewed it.
 * @param leaseTransitions How often it went from one holder to another.
 * @param strategy How the server chooses among candidates, such as OldestEmulationVersion. Without it candidates settle
 *     it themselves.
 * @param preferredHolder Candidate that is better suited; the present holder should step down. Only with strategy.
 */
@ApiType
public record LeaseSpec(
        @Field(value = 1, pointer = true) @Nullable String holderIdentity,

        @Field(value = 2, pointer = true) @Minimum(value = 1, message = "must be greater than 0") @Nullable
        Integer leaseDurationSeconds,

        @Field(value = 3, micro = true) @Nullable Instant acquireTime,
        @Field(value = 4, micro = true) @Nullable Instant renewTime,

        @Field(value = 5, pointer = true) @Minimum(0) @Nullable
        Integer leaseTransitions,

        @Field(value = 6, pointer = true) @Nullable String strategy,
        @Field(value = 7, pointer = true) @Nullable String preferredHolder) {}
