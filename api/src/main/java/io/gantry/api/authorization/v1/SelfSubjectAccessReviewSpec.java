package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The access in question; give exactly one of the two.
 *
 * @param resourceAttributes Access to a resource of the API.
 * @param nonResourceAttributes Access to a URL path that is no resource.
 */
@ApiType
public record SelfSubjectAccessReviewSpec(
        @Field(1) @Nullable ResourceAttributes resourceAttributes,
        @Field(2) @Nullable NonResourceAttributes nonResourceAttributes) {}
