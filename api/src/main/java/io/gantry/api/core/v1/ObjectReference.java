package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Points to any object of the cluster. New APIs prefer references with fewer members.
 *
 * @param kind Which kind the object has, such as Pod.
 * @param namespace Where the object lives; empty for objects of the whole cluster.
 * @param name How the object is called in its namespace.
 * @param uid UID of the object, if exactly this instance is meant.
 * @param apiVersion Group and version of the object's API.
 * @param resourceVersion Version of the object that the reference was made at.
 * @param fieldPath Part of the object that is meant, such as one container of a pod, rather than the whole.
 */
@ApiType(atomic = true)
public record ObjectReference(
        @Field(1) @Nullable String kind,
        @Field(2) @Nullable String namespace,
        @Field(3) @Nullable String name,
        @Field(4) @Nullable String uid,
        @Field(5) @Nullable String apiVersion,
        @Field(6) @Nullable String resourceVersion,
        @Field(7) @Nullable String fieldPath) {}
