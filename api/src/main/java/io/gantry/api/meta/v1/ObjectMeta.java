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

/** Kubernetes {@code ObjectMeta}. */
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
