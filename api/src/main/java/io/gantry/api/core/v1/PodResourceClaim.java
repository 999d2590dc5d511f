package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A ResourceClaim that a pod uses, given directly or made from a template; containers refer to it by name.
 *
 * @param name Name for it within the pod, a DNS label.
 * @param resourceClaimName An existing ResourceClaim of the pod's namespace. Excludes resourceClaimTemplateName.
 * @param resourceClaimTemplateName ResourceClaimTemplate from which a claim is made for this pod alone, and deleted
 *     with it. Immutable.
 */
@CrossChecked("PodRules")
@ApiType
public record PodResourceClaim(
        @Field(value = 1, required = true) String name,

        @Field(value = 3, pointer = true) @Format(value = TextFormat.LONG_NAME, orEmpty = true) @Nullable
        String resourceClaimName,

        @Field(value = 4, pointer = true) @Format(value = TextFormat.LONG_NAME, orEmpty = true) @Nullable
        String resourceClaimTemplateName) {}
