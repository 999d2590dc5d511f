package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code OwnerReference}. */
@ApiType(atomic = true)
public record OwnerReference(
        @Field(value = 1, required = true) String kind,
        @Field(value = 3, required = true) String name,

        @Field(value = 4, required = true, sharing = Sharing.NONE)
        String uid,

        @Field(value = 5, required = true) String apiVersion,
        @Field(value = 6, pointer = true) @Nullable Boolean controller,
        @Field(value = 7, pointer = true) @Nullable Boolean blockOwnerDeletion) {}
