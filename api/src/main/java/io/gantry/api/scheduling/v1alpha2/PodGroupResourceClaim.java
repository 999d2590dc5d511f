package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A ResourceClaim shared by the pods of a group. Pods use it by an entry in their own resourceClaims that is equal to
 * this one.
 *
 * @param name Name for it within the group, a DNS label.
 * @param resourceClaimName An existing ResourceClaim of the namespace, reserved for the group as a whole. Excludes
 *     resourceClaimTemplateName.
 * @param resourceClaimTemplateName ResourceClaimTemplate from which a claim is made for the group, and deleted with it.
 *     Immutable. Excludes resourceClaimName.
 */
@ApiType
public record PodGroupResourceClaim(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String resourceClaimName,
        @Field(3) @Nullable String resourceClaimTemplateName) {}
