package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * Names an owner of an object, in the same namespace or in none.
 *
 * @param kind The owner's kind, such as ReplicaSet.
 * @param name How the owner is called.
 * @param uid UID of the owner; one of the same name made later does not count.
 * @param apiVersion The owner's group and version, such as apps/v1.
 * @param controller Whether the owner is the object's managing controller; at most one may be.
 * @param blockOwnerDeletion Whether a foreground deletion of the owner waits for this object. Needs the right to set
 *     the owner's finalizers. Defaults to false.
 */
@ApiType(atomic = true)
public record OwnerReference(
        @Field(value = 1, required = true) String kind,
        @Field(value = 3, required = true) String name,

        @Field(value = 4, required = true, sharing = Sharing.NONE)
        String uid,

        @Field(value = 5, required = true) String apiVersion,
        @Field(value = 6, pointer = true) @Nullable Boolean controller,
        @Field(value = 7, pointer = true) @Nullable Boolean blockOwnerDeletion) {}
