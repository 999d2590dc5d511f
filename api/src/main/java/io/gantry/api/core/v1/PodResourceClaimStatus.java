package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which ResourceClaim was made for an entry of the pod's resourceClaims.
 *
 * @param name The entry, by its name in the pod.
 * @param resourceClaimName The generated claim. Absent if none had to be made.
 */
@ApiType
public record PodResourceClaimStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable String resourceClaimName) {}
