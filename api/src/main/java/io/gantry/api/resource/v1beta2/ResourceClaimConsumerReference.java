package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * An object of the namespace that uses a claim.
 *
 * @param apiGroup API group of the object; empty for the core group.
 * @param resource Resource of the object in the plural, such as pods.
 * @param name Name of the object.
 * @param uid UID of the object.
 */
@ApiType
public record ResourceClaimConsumerReference(
        @Field(1) @Nullable String apiGroup,
        @Field(value = 3, required = true) String resource,
        @Field(value = 4, required = true) String name,
        @Field(value = 5, required = true) String uid) {}
