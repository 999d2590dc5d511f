package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Points to an object in terms of its resource.
 *
 * @param group API group of the object; empty for the core group.
 * @param resource Resource of the object in the plural, such as services.
 * @param namespace Namespace of the object, if it has one.
 * @param name What the object is called.
 */
@ApiType
public record ParentReference(
        @Field(1) @Nullable String group,
        @Field(value = 2, required = true) String resource,
        @Field(3) @Nullable String namespace,
        @Field(value = 4, required = true) String name) {}
