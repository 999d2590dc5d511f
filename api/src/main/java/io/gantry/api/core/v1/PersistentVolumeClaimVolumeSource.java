package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Mounts the volume that is bound to a claim.
 *
 * @param claimName The claim, in the pod's namespace.
 * @param readOnly Whether all mounts of it refuse writes. Defaults to false.
 */
@ApiType
public record PersistentVolumeClaimVolumeSource(
        @Field(value = 1, required = true) @Required String claimName,
        @Field(2) @Nullable Boolean readOnly) {}
