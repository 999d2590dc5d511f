package io.gantry.api.coordination.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which Lease a candidate wants and what speaks for it.
 *
 * @param leaseName The Lease that is wanted, by its name. Immutable.
 * @param pingTime When the server last asked whether the candidate is still there. The candidate answers by renewing.
 * @param renewTime When the candidate last renewed itself. Objects not renewed for hours are deleted.
 * @param binaryVersion Version of the candidate's program, such as 1.36.0, without a v. Required.
 * @param emulationVersion Version that the program behaves like, without a v; not above binaryVersion. Required with
 *     strategy OldestEmulationVersion.
 * @param strategy How to choose among the candidates. If they disagree, the one with the highest binaryVersion decides.
 */
@ApiType
public record LeaseCandidateSpec(
        @Field(value = 1, required = true) String leaseName,
        @Field(value = 2, micro = true) @Nullable Instant pingTime,
        @Field(value = 3, micro = true) @Nullable Instant renewTime,
        @Field(value = 4, required = true) String binaryVersion,
        @Field(5) @Nullable String emulationVersion,
        @Field(value = 6, required = true) String strategy) {}
