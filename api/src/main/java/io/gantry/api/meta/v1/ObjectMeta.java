package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every stored object has: its name and identity, labels, and facts kept by the system.
 *
 * @param name Name of the object, unique for its kind in a namespace or, if it has none, in the cluster. Immutable.
 * @param generateName Beginning of a name that the server completes with random characters, when name is empty.
 * @param namespace Namespace of the object; empty for objects of the whole cluster. Immutable. Defaults to that of the
 *     request.
 * @param selfLink Deprecated: no longer set.
 * @param uid Identity given by the server, different for each object that ever existed. Immutable.
 * @param resourceVersion Changes with every write. Send it along in an update to be refused if somebody else was
 *     faster. Opaque.
 * @param generation Counts changes of the wanted state; set by the system.
 * @param creationTimestamp When the object was created; set by the system.
 * @param deletionTimestamp Set when deletion was asked for: the time after which the object goes, once its finalizers
 *     are gone. Cannot be taken back.
 * @param deletionGracePeriodSeconds Seconds that were granted for winding up; set along with deletionTimestamp, and can
 *     only be shortened.
 * @param labels Keys and short values by which objects are grouped and selected.
 * @param annotations Keys and values of any form for tools to keep notes in; objects cannot be selected by them. At
 *     most 256 KiB.
 * @param ownerReferences Objects that this one belongs to; it is deleted when all of them are gone.
 * @param finalizers Parties that have something to do before the object may go; it stays until all have removed their
 *     entry.
 * @param managedFields Which manager set which fields, kept for server-side apply. Seldom of interest to users.
 */
@ApiType
public record ObjectMeta(
        @Field(value = 1, sharing = Sharing.NONE) @Nullable String name,
        @Field(2) @Nullable String generateName,
        @Field(3) @Nullable String namespace,
        @Field(value = 4, sharing = Sharing.NONE) @Nullable String selfLink,
        @Field(value = 5, sharing = Sharing.NONE) @Nullable String uid,
        @Field(value = 6, sharing = Sharing.NONE) @Nullable String resourceVersion,
        @Field(7) @Nullable Long generation,
        @Field(8) @Nullable Instant creationTimestamp,
        @Field(9) @Nullable Instant deletionTimestamp,
        @Field(value = 10, pointer = true) @Nullable Long deletionGracePeriodSeconds,
        @Field(11) Map<String, String> labels,
        @Field(12) Map<String, String> annotations,

        @Field(value = 13, listType = ListType.MAP, mapKeys = "uid", merge = true, mergeKey = "uid")
        List<OwnerReference> ownerReferences,

        @Field(value = 14, listType = ListType.SET, merge = true)
        List<String> finalizers,

        @Field(value = 17, listType = ListType.ATOMIC, sharing = Sharing.INSIDE)
        List<ManagedFieldsEntry> managedFields) {
    public ObjectMeta {
        labels = Immutable.map(labels);
        annotations = Immutable.map(annotations);
        ownerReferences = Immutable.list(ownerReferences);
        finalizers = Immutable.list(finalizers);
        managedFields = Immutable.list(managedFields);
    }
}
