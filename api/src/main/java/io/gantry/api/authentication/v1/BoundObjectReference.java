package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The object whose end also ends the validity of a token.
 *
 * @param kind Kind of the object: Pod, Secret or Node.
 * @param apiVersion API group and version of the object, v1 for the kinds allowed.
 * @param name Name of the object.
 * @param uid UID of the object, so that another one by the same name does not count.
 */
@ApiType
public record BoundObjectReference(
        @Field(1) @Nullable String kind,
        @Field(2) @Nullable String apiVersion,
        @Field(3) @Nullable String name,
        @Field(4) @Nullable String uid) {}
