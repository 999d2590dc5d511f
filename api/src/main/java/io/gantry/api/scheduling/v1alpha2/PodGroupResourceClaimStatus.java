package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which ResourceClaim was made for an entry of the group's resourceClaims.
 *
 * @param name The entry, by its name in the group.
 * @param resourceClaimName The generated claim. Absent if none had to be made.
 */
@ApiType
public record PodGroupResourceClaimStatus(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String resourceClaimName) {}
